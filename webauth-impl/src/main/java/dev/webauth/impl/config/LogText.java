package dev.webauth.impl.config;

import java.util.regex.Pattern;

/**
 * Makes text of a third party fit for a log line, a page or a health answer: one line, printable,
 * and not long. A line end in it could forge a log entry, and a control sequence a terminal.
 */
public final class LogText {

    static final int MAX_LENGTH = 400;

    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private LogText() {}

    /** Replaces each unprintable character with a question mark, and cuts. */
    public static String of(String text) {
        if (text == null) {
            return "";
        }
        boolean isLong = text.length() > MAX_LENGTH;
        // The cut comes first, so that half of a surrogate pair is replaced.
        String cut = isLong ? text.substring(0, MAX_LENGTH) : text;
        return UNPRINTABLE.matcher(cut).replaceAll("?") + (isLong ? "..." : "");
    }
}
