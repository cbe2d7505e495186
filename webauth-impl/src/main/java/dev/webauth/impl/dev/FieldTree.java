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
 * An answer in a provider's shape: the other way round from the field paths of a preset. Writes
 * {@code a.b[0]}, {@code a[flag].b}, the first of {@code a|b}, the parts of {@code a + b}, and the
 * holes of {@code https://x.test/{a}.png}.
 */
final class FieldTree {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern KEY = Pattern.compile("\\[[^\\]]+]|[^.\\[\\]]+");
    private static final String FILLING = "simulated";

    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Set<String> written = new HashSet<>();

    /** The paths that the first alternative of an expression joins. */
    static String[] paths(String expression) {
        return expression.split("\\|")[0].strip().split(" \\+ ");
    }

    /** Writes text where an expression would read it; what it joins is split. */
    void text(String expression, String text, String joint) {
        String[] paths = paths(expression);
        String[] parts = text.split(Pattern.quote(joint), paths.length);
        for (int i = 0; i < parts.length; i++) {
            put(paths[i], parts[i]);
        }
    }

    /** Writes a value; nothing for an empty path, and for a literal, which is read from nowhere. */
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
        // Such as "https://slack.com/team_id", whose dots are its own.
        Deque<String> keys = path.contains("://") ? new ArrayDeque<>(List.of(path)) : keys(path);
        Object at = root;
        while (keys.size() > 1) {
            at = child(at, keys.remove(), keys.element().startsWith("["));
        }
        set(at, keys.remove(), value);
    }

    /** What makes up a URL: the parts that are not there yet. */
    private void fill(String template) {
        Matcher hole = PLACEHOLDER.matcher(template);
        while (hole.find()) {
            if (!written.contains(hole.group(1))) {
                put(hole.group(1), FILLING);
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

    /** Takes out what is told in another place; null if it is not there. */
    Object remove(String key) {
        return root.remove(key);
    }

    /** Adds a member unless there is one. */
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
