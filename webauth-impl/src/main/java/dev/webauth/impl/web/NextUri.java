package dev.webauth.impl.web;

import dev.webauth.InvalidInputException;
import java.util.regex.Pattern;

/** A path of this application to redirect to, never another site (OWASP Unvalidated Redirects). */
public record NextUri(String path) {

    // One leading slash; no backslash, blank or control character.
    private static final Pattern LOCAL = Pattern.compile("/[\\x21\\x23-\\x5b\\x5d-\\x7e]*");

    // The same characters encoded, in the path: browsers ignore some and would see "//evil.test".
    private static final Pattern HIDDEN =
            Pattern.compile("%(0|1|7f|5c|2f%2f)|^/(\\.|%2e){0,2}(/|%2f)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_CHARACTER_OF_A_URI =
            Pattern.compile("[<>^`{|}\\[\\]]|%(?![0-9A-Fa-f]{2})|(?<=#.{0,2048})#");
    private static final int MAX_LENGTH = 2048;

    /** Refuses anything but a local path. Accepts null. */
    public static String check(String uri) {
        if (uri != null && !isLocal(uri)) {
            throw new InvalidInputException(
                    "next_uri_not_local",
                    "A next URI must be a path of this application such as /dashboard");
        }
        return uri;
    }

    /** Whether the text is such a path. */
    public static boolean isLocal(String uri) {
        return uri.length() <= MAX_LENGTH
                && LOCAL.matcher(uri).matches()
                && !HIDDEN.matcher(pathOf(uri)).find();
    }

    /** The URI with all characters encoded that {@link java.net.URI} refuses (RFC 3986, 2.1). */
    static String encoded(String uri) {
        return NO_CHARACTER_OF_A_URI
                .matcher(uri)
                .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
    }

    private static String pathOf(String uri) {
        return uri.split("[?#]", 2)[0];
    }
}
