package dev.webauth.impl.config;

import java.util.regex.Pattern;

/**
 * Makes text of a third party safe for a log line, a page or a health check: one printable, short
 * line. A line end could forge a log entry; a control sequence could change a terminal.
 */
public final class LogText {

    static final int MAX_LENGTH = 400;

    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private LogText() {}

    /** Replaces each unprintable character by a question mark and shortens the text. */
    public static String of(String text) {
        if (text == null) {
            return "";
        }
        boolean isLong = text.length() > MAX_LENGTH;
        // Shorten first, so that half of a surrogate pair is replaced, too.
        String cut = isLong ? text.substring(0, MAX_LENGTH) : text;
        return UNPRINTABLE.matcher(cut).replaceAll("?") + (isLong ? "..." : "");
    }
}
