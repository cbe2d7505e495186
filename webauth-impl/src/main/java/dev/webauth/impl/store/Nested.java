package dev.webauth.impl.store;

import dev.webauth.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Admits separate work of callers that are in a transaction of their own. Such a caller holds a
 * connection while it waits for a second one: when all connections are held by such callers, none
 * of them ever gets its second. Beyond the limit a caller is refused soon, which frees its
 * connection for the others.
 */
final class Nested {

    /** Fewer than pools have connections: 20 on WildFly, 32 on Payara by default. */
    private static final int MAX_CONCURRENT = 4;

    /** Shorter than a pool's own time-out, which is 30 seconds on WildFly. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final Semaphore places = new Semaphore(MAX_CONCURRENT, true);
    private final ThreadLocal<Boolean> admitted = new ThreadLocal<>();

    <T> T run(Supplier<T> work) {
        if (admitted.get() != null) {
            return work.get();
        }
        enter();
        admitted.set(true);
        try {
            return work.get();
        } finally {
            admitted.remove();
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnavailableException(
                "too_busy",
                "Too many transactions wait for a second database connection; try again in a moment",
                null);
    }
}
