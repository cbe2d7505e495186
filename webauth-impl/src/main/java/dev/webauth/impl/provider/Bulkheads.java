package dev.webauth.impl.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** So many requests may wait for one provider: when it hangs, the others are served. */
@ApplicationScoped
class Bulkheads {

    static final int MOST = 20;

    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

    /** Calls of a provider. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws ProviderFailure;
    }

    <T> T with(Client client, Work<T> work) throws ProviderFailure {
        Semaphore places = free.computeIfAbsent(client.id(), id -> new Semaphore(MOST));
        if (!places.tryAcquire()) {
            throw ProviderFailure.busy(MOST + " requests wait for it already");
        }
        try {
            return work.run();
        } finally {
            places.release();
        }
    }
}
