package dev.webauth.impl.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds keys that begin with {@code webauth.} but that nothing reads, such as misspelt ones. */
public final class UnknownKeys {

    private static final String DEMO = "webauth_demo_";

    private UnknownKeys() {}

    /**
     * Returns one warning for each unknown key, without its value.
     *
     * @param more keys that count as known although nothing has read them
     */
    public static List<String> warnings(Settings settings, Set<String> more) {
        Map<String, String> known = new TreeMap<>();
        settings.asked().forEach(key -> known.put(asVariable(key), Settings.PREFIX + key));
        more.forEach(key -> known.put(asVariable(key), Settings.PREFIX + key));
        List<String> warnings = new ArrayList<>();
        unknown(settings, known)
                .forEach(
                        (variable, name) ->
                                warnings.add(
                                        name
                                                + " is not a key of WebAuth and has no effect; the"
                                                + " nearest key is "
                                                + known.get(
                                                        Spelling.nearest(
                                                                variable, known.keySet()))));
        return warnings;
    }

    private static Map<String, String> unknown(Settings settings, Map<String, String> known) {
        Map<String, String> unknown = new TreeMap<>();
        // Sorted: of several names for one variable, the one with dots is reported.
        Set<String> names = new TreeSet<>();
        settings.config().getPropertyNames().forEach(names::add);
        for (String name : names) {
            String variable = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
            boolean isVariable = names.contains(variable.toUpperCase(Locale.ROOT));
            if (variable.startsWith("webauth_")
                    && !variable.startsWith(DEMO)
                    && !(isVariable ? known.containsKey(variable) : known.containsValue(name))) {
                unknown.put(variable, name);
            }
        }
        return unknown;
    }

    /**
     * The key as an environment variable in lower case: all spellings of a key have one such form.
     */
    private static String asVariable(String key) {
        return (Settings.PREFIX + key).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    }
}
