package dev.webauth.impl.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A URL pattern as in a servlet mapping (Servlet 6.0, 12.2): {@code /page}, {@code /pages/*} or
 * {@code *.xhtml}. Upper and lower case are the same, because the files of some servers are.
 *
 * @param text in lower case
 */
public record PathPattern(String text) {

    private static final Pattern VALID =
            Pattern.compile("/[^*\\s;?#%\\\\]+|/([^*\\s;?#%\\\\]+/)?\\*|\\*\\.[^*/\\s;?#%\\\\]+");

    /** Empty for text that is no pattern, and for {@code /}, which servlets read differently. */
    static Optional<PathPattern> parse(String text) {
        return Optional.of(text)
                .filter(VALID.asMatchPredicate())
                .filter(pattern -> !pattern.contains("//"))
                .map(pattern -> new PathPattern(lower(pattern)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether it stands for a path.
     *
     * @param path below the context root, decoded
     */
    public boolean matches(String path) {
        String asked = lower(path);
        if (text.startsWith("*")) {
            return asked.endsWith(text.substring(1));
        } else if (text.endsWith("/*")) {
            String folder = text.substring(0, text.length() - 1);
            return (asked + "/").startsWith(folder);
        }
        return asked.equals(text.replaceFirst("/$", ""));
    }
}
