package dev.webauth.impl.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many requests may wait for one provider: when it hangs, those of others are served, also by a
 * server that has but a few threads.
 */
@ApplicationScoped
class Bulkheads {

    static final int MOST = 20;

    /** Enough to see that it answers again. */
    static final int FEW = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Longer than any request waits, so that two that wait in vain are known as two. */
    private static final Duration MEMORY = Duration.ofSeconds(10);

    private final Map<String, Places> places = new ConcurrentHashMap<>();

    /** Calls of a provider. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws ProviderFailure;
    }

    <T> T with(Client client, Work<T> work) throws ProviderFailure {
        Places ofProvider = places.computeIfAbsent(client.id(), id -> new Places());
        if (!ofProvider.take()) {
            throw ProviderFailure.busy("enough requests wait for it already");
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
     * While the provider answers, or nobody can know yet whether it does, a burst of people stands
     * in line for a moment; then who comes is sent away at once, because who waits holds a thread
     * of the server. Once somebody has waited in vain, few may try, until one of them is answered.
     */
    private static final class Places {

        private final Semaphore free = new Semaphore(MOST);
        private volatile long lastIdle = System.nanoTime();
        private volatile long lastAnswer = lastIdle - MEMORY.toNanos();
        private volatile long lastSilence = lastAnswer;

        boolean take() {
            boolean hangs = lastSilence - lastAnswer > 0 && isWithin(MEMORY, lastSilence);
            if (hangs) {
                return takeOneOfFew();
            }
            if (free.availablePermits() == MOST) {
                lastIdle = System.nanoTime();
            }
            boolean answers = isWithin(PATIENCE, lastAnswer) || isWithin(PATIENCE, lastIdle);
            try {
                return answers
                        ? free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        : free.tryAcquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static boolean isWithin(Duration time, long instant) {
            return System.nanoTime() - instant < time.toNanos();
        }

        private synchronized boolean takeOneOfFew() {
            return MOST - free.availablePermits() < FEW && free.tryAcquire();
        }
    }
}
