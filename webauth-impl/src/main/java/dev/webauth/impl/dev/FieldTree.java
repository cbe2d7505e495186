package dev.webauth.impl.dev;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds a JSON answer in a provider's format, the reverse of a preset's field paths. It can write
 * {@code a.b[0]}, {@code a[flag].b}, the first of {@code a|b}, the parts of {@code a + b}, and the
 * placeholders of {@code https://x.test/{a}.png}.
 */
final class FieldTree {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern KEY = Pattern.compile("\\[[^\\]]+]|[^.\\[\\]]+");
    private static final String PLACEHOLDER_VALUE = "simulated";

    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Set<String> written = new HashSet<>();

    /** The joined paths in the first alternative of an expression. */
    static String[] paths(String expression) {
        return expression.split("\\|")[0].strip().split(" \\+ ");
    }

    /** Writes text where the expression would read it. Text for a joined expression is split. */
    void text(String expression, String text, String joint) {
        String[] paths = paths(expression);
        String[] parts = text.split(Pattern.quote(joint), paths.length);
        for (int i = 0; i < parts.length; i++) {
            put(paths[i], parts[i]);
        }
    }

    /** Writes a value. Does nothing for an empty path or a literal, which reads no member. */
    void put(String expression, Object value) {
        String path = paths(expression)[0].strip();
        if (path.isEmpty() || path.equals("true") || path.equals("false")) {
            return;
        }
        if (path.contains("{")) {
            fill(path);
            return;
        }
        written.add(path);
        // A name such as "https://slack.com/team_id", in which dots are not separators.
        Deque<String> keys = path.contains("://") ? new ArrayDeque<>(List.of(path)) : keys(path);
        Object at = root;
        while (keys.size() > 1) {
            at = child(at, keys.remove(), keys.element().startsWith("["));
        }
        set(at, keys.remove(), value);
    }

    /** Writes the placeholders of a URL that have no value yet. */
    private void fill(String template) {
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            if (!written.contains(placeholder.group(1))) {
                put(placeholder.group(1), PLACEHOLDER_VALUE);
            }
        }
    }

    private static Deque<String> keys(String path) {
        Deque<String> keys = new ArrayDeque<>();
        Matcher key = KEY.matcher(path);
        while (key.find()) {
            keys.add(key.group());
        }
        return keys;
    }

    @SuppressWarnings("unchecked")
    private static Object child(Object at, String key, boolean list) {
        if (at instanceof Map) {
            return ((Map<String, Object>) at).computeIfAbsent(key, name -> fresh(list));
        }
        List<Object> elements = (List<Object>) at;
        String inner = key.substring(1, key.length() - 1);
        if (inner.matches("\\d+")) {
            while (elements.size() <= Integer.parseInt(inner)) {
                elements.add(fresh(list));
            }
            return elements.get(Integer.parseInt(inner));
        }
        return flagged(elements, inner);
    }

    private static Object flagged(List<Object> elements, String flag) {
        for (Object element : elements) {
            if (element instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get(flag))) {
                return element;
            }
        }
        Map<String, Object> element = new LinkedHashMap<>();
        element.put(flag, true);
        elements.add(element);
        return element;
    }

    private static Object fresh(boolean list) {
        return list ? new ArrayList<>() : new LinkedHashMap<String, Object>();
    }

    @SuppressWarnings("unchecked")
    private static void set(Object at, String key, Object value) {
        if (at instanceof Map) {
            ((Map<String, Object>) at).put(key, value);
        } else {
            ((List<Object>) at).add(value);
        }
    }

    /** Removes and returns a member that belongs in another answer; null if there is none. */
    Object remove(String key) {
        return root.remove(key);
    }

    /** Adds a member unless it exists. */
    void member(String key, Object value) {
        root.putIfAbsent(key, value);
    }

    Map<String, Object> map() {
        return root;
    }

    JsonObject json() {
        return Json.createObjectBuilder(root).build();
    }
}
