package dev.webauth.impl.mail;

import dev.webauth.impl.mail.MailFailure.Kind;
import java.time.Duration;
import java.util.List;

/** When a mail that failed is tried again, and when it is no longer. */
final class Retry {

    private static final Duration MAX_AGE = Duration.ofHours(24);

    /** A refusal may be a greylist or a mistake that somebody repairs; after so many it is none. */
    private static final int MAX_REFUSED_ATTEMPTS = 5;

    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10));

    /** An outage is not the mail's fault: it is to go out soon after the server is back. */
    private static final Duration MAX_OUTAGE_DELAY = Duration.ofMinutes(1);

    private Retry() {}

    /** How long to wait after so many attempts. */
    static Duration after(int attempts, Kind kind) {
        Duration wait = DELAYS.get(Math.min(Math.max(attempts, 1), DELAYS.size()) - 1);
        return kind == Kind.UNAVAILABLE && wait.compareTo(MAX_OUTAGE_DELAY) > 0
                ? MAX_OUTAGE_DELAY
                : wait;
    }

    /** Whether to stop trying a mail that has waited so long. */
    static boolean isOver(Duration age, int attempts, Kind kind) {
        return age.compareTo(MAX_AGE) > 0
                || kind == Kind.REFUSED && attempts >= MAX_REFUSED_ATTEMPTS;
    }
}
