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
 * Work of requests that is done after their answers, on a thread of the server's own. Where
 * accounts are concealed, the time of an answer must not tell whether an address has one. What
 * waits is lost if the node ends, as an answer may be; the visitor asks again.
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
     * Does something soon, without a transaction: after the commit of the caller's if there is one,
     * and not at all if that is rolled back.
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

    /** Does what waits. */
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
