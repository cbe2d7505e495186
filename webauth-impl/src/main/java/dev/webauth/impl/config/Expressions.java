package dev.webauth.impl.config;

import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Finds expressions such as <code>${NAME}</code> whose variable is not set. MicroProfile Config
 * treats such a value as absent or drops a part of it, so a secret would be missing silently.
 */
final class Expressions {

    private static final int MAX_DEPTH = 10;

    private Expressions() {}

    /** The unset variable that the value of a property refers to; empty if all are set. */
    static Optional<String> unset(Config config, String property) {
        return unset(config, property, 0);
    }

    private static Optional<String> unset(Config config, String property, int depth) {
        ConfigValue value = config.getConfigValue(property);
        String raw = value.getRawValue();
        boolean expanded = raw != null && !raw.equals(value.getValue());
        return expanded && depth < MAX_DEPTH ? unsetIn(config, raw, depth) : Optional.empty();
    }

    private static Optional<String> unsetIn(Config config, String text, int depth) {
        int start = text.indexOf("${");
        while (start >= 0) {
            int end = end(text, start + 2);
            boolean escaped = start > 0 && text.charAt(start - 1) == '\\';
            if (end >= 0 && !escaped) {
                Optional<String> found = unsetOf(config, text.substring(start + 2, end), depth);
                if (found.isPresent()) {
                    return found;
                }
            }
            start = text.indexOf("${", end < 0 || escaped ? start + 2 : end);
        }
        return Optional.empty();
    }

    /** The index of the brace that closes an expression; negative if there is none. */
    private static int end(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
            if (text.startsWith("${", i)) {
                open++;
            }
        }
        return -1;
    }

    /** Checks the text between the braces: a name, or a name and a default. */
    private static Optional<String> unsetOf(Config config, String expression, int depth) {
        String[] parts = expression.split(":", 2);
        if (isSet(config, parts[0])) {
            return unset(config, parts[0], depth + 1);
        }
        if (parts.length == 2) {
            return unsetIn(config, parts[1], depth + 1);
        }
        return Optional.of(parts[0]);
    }

    /** A variable with an empty value counts as set. */
    private static boolean isSet(Config config, String name) {
        return config.getConfigValue(name).getRawValue() != null
                || StreamSupport.stream(config.getConfigSources().spliterator(), false)
                        .anyMatch(source -> source.getValue(name) != null);
    }
}
