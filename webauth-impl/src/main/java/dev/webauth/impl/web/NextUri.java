package dev.webauth.impl.web;

import dev.webauth.InvalidInputException;
import java.util.regex.Pattern;

/** A path of this application to go to; never another site (OWASP Unvalidated Redirects). */
public record NextUri(String path) {

    // One leading slash, then no second one, no backslash, no blank and no control character, raw
    // or
    // encoded: browsers skip some of them and see "//evil.test".
    private static final Pattern LOCAL =
            Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HIDDEN =
            Pattern.compile("%(0|1|7f|5c|2f%2f)|^/%2f|^/%5c|^/\\.{0,2}/", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 2048;

    /** Refuses what is no local path; null is null. */
    public static String check(String uri) {
        if (uri != null && !isLocal(uri)) {
            throw new InvalidInputException(
                    "next_uri_not_local",
                    "A next URI must be a path of this application such as /dashboard");
        }
        return uri;
    }

    /** Whether it is such a path. */
    public static boolean isLocal(String uri) {
        return uri.length() <= MOST && LOCAL.matcher(uri).matches() && !HIDDEN.matcher(uri).find();
    }
}
