package dev.webauth.impl.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts log-ins that were refused without checking the password. Not each is logged: attackers
 * could fill the disk with requests that cost them nothing.
 */
final class ThrottledTries {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MAX_SUBJECTS = 10_000;

    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    private record Count(Instant until, long tries) {}

    /**
     * Counts one try.
     *
     * @return the number of tries of this subject within an hour if it is to be logged (1, 10, 100
     *     ...), else empty
     */
    OptionalLong count(String subject, Instant now) {
        if (counts.size() >= MAX_SUBJECTS) {
            counts.values().removeIf(count -> !count.until().isAfter(now));
        }
        if (counts.size() >= MAX_SUBJECTS && !counts.containsKey(subject)) {
            return OptionalLong.empty();
        }
        long tries = counts.compute(subject, (key, old) -> next(old, now)).tries();
        return isPowerOfTen(tries) ? OptionalLong.of(tries) : OptionalLong.empty();
    }

    private static Count next(Count old, Instant now) {
        return old == null || !old.until().isAfter(now)
                ? new Count(now.plus(WINDOW), 1)
                : new Count(old.until(), old.tries() + 1);
    }

    private static boolean isPowerOfTen(long number) {
        long power = 1;
        while (power < number) {
            power *= 10;
        }
        return power == number;
    }
}
