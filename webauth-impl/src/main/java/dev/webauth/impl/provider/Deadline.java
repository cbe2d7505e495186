package dev.webauth.impl.provider;

import java.time.Duration;

/**
 * Limits the total time of a sign-in, however many requests it needs, because a user waits for it.
 */
record Deadline(long nanos) {

    private static final Duration MAX_SIGN_IN = Duration.ofSeconds(9);
    private static final Duration MAX_REQUEST = Duration.ofSeconds(5);

    static Deadline start() {
        return new Deadline(System.nanoTime() + MAX_SIGN_IN.toNanos());
    }

    /** The time-out for the next request. */
    Duration next() throws ProviderFailure {
        Duration left = Duration.ofNanos(nanos - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw ProviderFailure.wrong("provider_unreachable", "its answers took too long");
        }
        return left.compareTo(MAX_REQUEST) < 0 ? left : MAX_REQUEST;
    }
}
