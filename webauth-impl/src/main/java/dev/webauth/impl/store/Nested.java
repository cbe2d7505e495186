package dev.webauth.impl.store;

import dev.webauth.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how many callers with a transaction of their own run work in a second, separate
 * transaction. Such a caller holds one connection while it waits for another. If such callers held
 * all connections of the pool, all would wait for ever. A caller beyond the limit is refused after
 * a short wait, and its connection becomes free.
 */
final class Nested {

    /** Less than the usual pool size: 20 connections on WildFly, 32 on Payara by default. */
    private static final int MAX_CONCURRENT = 4;

    /** Shorter than the pool's own time-out, which is 30 seconds on WildFly. */
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
