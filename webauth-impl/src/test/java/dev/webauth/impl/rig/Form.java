package dev.webauth.impl.rig;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The only form of a page, with its values.
 *
 * @param action where it is posted to
 * @param buttons how many there are
 */
public record Form(String action, Map<String, String> fields, int buttons) {

    private static final Pattern TAG = Pattern.compile("<(form|input|button)\\s([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)(?:=\"([^\"]*)\")?");

    /** Reads the only form of a page. */
    public static Form in(Answer page) {
        String action = null;
        int buttons = 0;
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher tag = TAG.matcher(page.body());
        while (tag.find()) {
            Map<String, String> attributes = attributes(tag.group(2));
            if (tag.group(1).equals("form")) {
                action = attributes.get("action");
            } else if (tag.group(1).equals("button")) {
                buttons++;
            } else if (attributes.containsKey("name")
                    && (!"checkbox".equals(attributes.get("type"))
                            || attributes.containsKey("checked"))) {
                fields.put(attributes.get("name"), attributes.getOrDefault("value", ""));
            }
        }
        if (action == null) {
            throw new AssertionError("There is no form in " + page.status() + " " + page.body());
        }
        return new Form(action, fields, buttons);
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            attributes.put(
                    attribute.group(1),
                    attribute.group(2) == null ? "" : unescaped(attribute.group(2)));
        }
        return attributes;
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** Fills a field; null unchecks a checkbox. */
    public Form with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Form(action, changed, buttons);
    }

    /** Alternating names and values. */
    public String[] values() {
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }
}
