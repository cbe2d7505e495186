package dev.webauth.impl.provider;

import java.time.Duration;

/** By when a sign-in must be over, however many calls it takes: a person waits for it. */
record Deadline(long nanos) {

    private static final Duration ALL = Duration.ofSeconds(9);
    private static final Duration ONE = Duration.ofSeconds(5);

    static Deadline start() {
        return new Deadline(System.nanoTime() + ALL.toNanos());
    }

    /** How long the next call may take. */
    Duration next() throws ProviderFailure {
        Duration left = Duration.ofNanos(nanos - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw ProviderFailure.wrong("provider_unreachable", "its answers took too long");
        }
        return left.compareTo(ONE) < 0 ? left : ONE;
    }
}
