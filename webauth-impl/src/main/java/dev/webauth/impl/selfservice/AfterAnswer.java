package dev.webauth.impl.selfservice;

import dev.webauth.UnavailableException;
import dev.webauth.impl.store.Background;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a request's work after the response, on a background thread. With concealed accounts, the
 * response time must not reveal whether an address has an account. If the node ends, waiting work
 * is lost; the visitor can ask again.
 */
@ApplicationScoped
public class AfterAnswer {

    private static final Logger LOG = Logger.getLogger("dev.webauth");
    private static final int MAX_WAITING = 1_000;

    @Inject Background background;
    @Inject Transactions transactions;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Runs work soon, without a transaction. If the caller has a transaction, the work runs after
     * its commit, and never if it is rolled back.
     */
    void run(Runnable work) {
        if (count.get() >= MAX_WAITING) {
            throw new UnavailableException(
                    "too_busy", "Too many requests at once; try again later", null);
        }
        if (transactions.isActive()) {
            transactions.afterCommit(() -> put(work));
        } else {
            put(work);
        }
    }

    private void put(Runnable work) {
        count.incrementAndGet();
        waiting.add(work);
        background.run(this::drain);
    }

    /** Runs all waiting work on this thread. */
    public void drain() {
        for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
            count.decrementAndGet();
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A registration or recovery was lost after its answer", e);
            }
        }
    }
}
