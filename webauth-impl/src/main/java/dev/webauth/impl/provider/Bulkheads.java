package dev.webauth.impl.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many requests wait for one provider, so that a provider that hangs cannot exhaust the
 * server's threads.
 */
@ApplicationScoped
class Bulkheads {

    static final int MAX_CONCURRENT = 20;

    /** The limit for a provider that hangs: enough requests to notice that it answers again. */
    static final int MAX_PROBES = 2;

    private static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(1);

    /**
     * How long after a time-out the provider counts as hanging. Longer than a sign-in may take, so
     * that the next time-out comes before the period ends.
     */
    private static final Duration PROBE_PERIOD = Duration.ofSeconds(10);

    private final Map<String, Permits> permits = new ConcurrentHashMap<>();

    /** Requests to a provider. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws ProviderFailure;
    }

    <T> T with(Client client, Work<T> work) throws ProviderFailure {
        Permits ofProvider = permits.computeIfAbsent(client.id(), id -> new Permits());
        if (!ofProvider.take()) {
            throw ProviderFailure.busy("too many requests wait for it already");
        }
        try {
            T result = work.run();
            ofProvider.lastAnswer = System.nanoTime();
            return result;
        } catch (ProviderFailure e) {
            if (e.code().equals("provider_unreachable")) {
                ofProvider.lastSilence = System.nanoTime();
            }
            throw e;
        } finally {
            ofProvider.free.release();
        }
    }

    /**
     * The permits of one provider. While it answers, or was idle and may answer, a request waits
     * for a permit for {@link #QUEUE_TIMEOUT}; otherwise it is refused at once, because a waiting
     * request holds a thread of the server. After a time-out only {@link #MAX_PROBES} requests may
     * try, until one of them is answered.
     */
    private static final class Permits {

        private final Semaphore free = new Semaphore(MAX_CONCURRENT);
        private volatile long lastIdle = System.nanoTime();
        private volatile long lastAnswer = lastIdle - PROBE_PERIOD.toNanos();
        private volatile long lastSilence = lastAnswer;

        boolean take() {
            boolean hangs = lastSilence - lastAnswer > 0 && isWithin(PROBE_PERIOD, lastSilence);
            if (hangs) {
                return takeProbe();
            }
            if (free.availablePermits() == MAX_CONCURRENT) {
                lastIdle = System.nanoTime();
            }
            boolean answers =
                    isWithin(QUEUE_TIMEOUT, lastAnswer) || isWithin(QUEUE_TIMEOUT, lastIdle);
            try {
                return answers
                        ? free.tryAcquire(QUEUE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        : free.tryAcquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static boolean isWithin(Duration time, long instant) {
            return System.nanoTime() - instant < time.toNanos();
        }

        private synchronized boolean takeProbe() {
            return MAX_CONCURRENT - free.availablePermits() < MAX_PROBES && free.tryAcquire();
        }
    }
}
