package dev.webauth.impl.mail;

import dev.webauth.impl.mail.MailFailure.Kind;
import java.time.Duration;
import java.util.List;

/** When a failed mail is retried, and when it is parked. */
final class Retry {

    private static final Duration MAX_AGE = Duration.ofHours(24);

    /**
     * A 5xx reply may be greylisting or a repairable mistake; after five it is treated as
     * permanent.
     */
    private static final int MAX_REFUSED_ATTEMPTS = 5;

    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10));

    /** During an outage retries stay frequent, so that mails are sent soon after it ends. */
    private static final Duration MAX_OUTAGE_DELAY = Duration.ofMinutes(1);

    private Retry() {}

    /** The delay before the next attempt, after the given number of attempts. */
    static Duration after(int attempts, Kind kind) {
        Duration wait = DELAYS.get(Math.min(Math.max(attempts, 1), DELAYS.size()) - 1);
        return kind == Kind.UNAVAILABLE && wait.compareTo(MAX_OUTAGE_DELAY) > 0
                ? MAX_OUTAGE_DELAY
                : wait;
    }

    /** Whether to stop the retries and park the mail. */
    static boolean isOver(Duration age, int attempts, Kind kind) {
        return age.compareTo(MAX_AGE) > 0
                || kind == Kind.REFUSED && attempts >= MAX_REFUSED_ATTEMPTS;
    }
}
