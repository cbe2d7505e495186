package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many uses a rate limit allows in a window of time. */
public record Allowance(int uses, Duration window) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})/(P.+)");
    private static final Duration MAX_WINDOW = Duration.ofDays(30);

    /** Reads text such as {@code 10/PT1M}. */
    static Allowance parse(String key, String text) {
        Matcher parts = SHAPE.matcher(text);
        if (parts.matches()) {
            try {
                Duration window = Duration.parse(parts.group(2));
                int uses = Integer.parseInt(parts.group(1));
                boolean positive = uses > 0 && window.compareTo(Duration.ZERO) > 0;
                if (positive && window.compareTo(MAX_WINDOW) <= 0) {
                    return new Allowance(uses, window);
                }
            } catch (DateTimeParseException e) {
                // Falls through to the message for any other malformed value.
            }
        }
        throw wrong(
                key,
                "must be uses and an ISO-8601 duration of at most 30 days, such as 10/PT1M, was \""
                        + text
                        + "\"");
    }
}
