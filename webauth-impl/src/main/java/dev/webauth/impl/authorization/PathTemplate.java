package dev.webauth.impl.authorization;

import java.util.regex.Pattern;

/** Converts the templates of {@code @Path} (Jakarta REST 3.1, 3.4). */
final class PathTemplate {

    private PathTemplate() {}

    /** The regular expression for the paths that a template matches, without outer slashes. */
    static String pattern(String template) {
        String path = template.replaceAll("^/+|/+$", "");
        StringBuilder pattern = new StringBuilder();
        int at = 0;
        while (at < path.length()) {
            int open = path.indexOf('{', at);
            int end = open < 0 ? path.length() : open;
            if (end > at) {
                pattern.append(Pattern.quote(path.substring(at, end)));
            }
            at = end;
            if (open >= 0) {
                int close = closing(path, open);
                pattern.append(variable(path.substring(open + 1, close)));
                at = close + 1;
            }
        }
        return pattern.toString();
    }

    /**
     * The index of the closing brace. A variable's regular expression may contain pairs of braces.
     */
    private static int closing(String path, int open) {
        int depth = 0;
        for (int i = open; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return path.length() - 1;
    }

    private static String variable(String variable) {
        int colon = variable.indexOf(':');
        return colon < 0 ? "[^/]+" : "(?:" + variable.substring(colon + 1).strip() + ")";
    }
}
