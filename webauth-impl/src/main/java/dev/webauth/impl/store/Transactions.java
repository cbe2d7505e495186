package dev.webauth.impl.store;

import dev.webauth.UnavailableException;
import dev.webauth.WebAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs work in JTA transactions. Features use this in place of {@code @Transactional} for three
 * reasons: a password must be hashed before the transaction begins, the HTTP session changes after
 * the commit, and a failed commit must reach the caller as a {@link WebAuthException}.
 */
@ApplicationScoped
public class Transactions {

    /**
     * Enough for many concurrent updates of one counter row under {@code serializable} isolation.
     */
    private static final int MAX_ATTEMPTS = 8;

    private static final int MAX_PAUSE_MILLIS = 200;

    @Inject Transactions proxied;
    @Inject Database database;
    @Inject Pool pool;
    @Inject Background background;

    private static volatile TransactionSynchronizationRegistry found;

    private final Nested nested = new Nested();

    /**
     * Runs work in the caller's transaction if there is one, else in a new one. A {@link
     * WebAuthException} leaves the caller's transaction active. Any other exception marks it for
     * rollback.
     */
    public <T> T required(Supplier<T> work) {
        return isActive() ? inCallers(work) : requiresNew(work);
    }

    /**
     * Runs reads in the caller's transaction if there is one, else without a transaction, so that
     * each statement sees what was committed before it began.
     */
    public <T> T reading(Supplier<T> work) {
        return isActive() ? inCallers(work) : retried(work, Supplier::get);
    }

    /** {@link #required(Supplier)} for work without a result. */
    public void required(Runnable work) {
        required(
                () -> {
                    work.run();
                    return null;
                });
    }

    /**
     * Runs work in a new transaction that commits independently of the caller's. After a
     * serialization failure or a deadlock, the work is retried in another transaction.
     */
    public <T> T requiresNew(Supplier<T> work) {
        return isActive()
                ? nested.run(
                        () ->
                                retried(
                                        () -> {
                                            database.limitLockWait();
                                            return work.get();
                                        }))
                : retried(work);
    }

    private <T> T retried(Supplier<T> work) {
        return retried(work, proxied::inNew);
    }

    private <T> T retried(Supplier<T> work, Function<Supplier<T>, T> way) {
        for (int attempt = 1; ; attempt++) {
            try {
                return way.apply(work);
            } catch (Exception e) {
                // Not RuntimeException: interceptors throw the RollbackException of a failed commit
                // unwrapped.
                if (Outage.isReadOnly(e)) {
                    proxied.outside(this::dropReadOnly);
                }
                if (attempt == MAX_ATTEMPTS || !Outage.isRetryable(e)) {
                    throw Outage.explain(e);
                }
                pause(attempt);
            }
        }
    }

    /** Sleeps for a random time, so that transactions that collided do not collide again. */
    private static void pause(int attempt) {
        try {
            int longest = Math.min(MAX_PAUSE_MILLIS, 10 << attempt);
            Thread.sleep(ThreadLocalRandom.current().nextInt(longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Uses the interceptor, because {@code UserTransaction} is forbidden in a transactional caller.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public <T> T inNew(Supplier<T> work) {
        T result = work.get();
        int status = registry().getTransactionStatus();
        if (status != Status.STATUS_ACTIVE && status != Status.STATUS_MARKED_ROLLBACK) {
            throw new UnavailableException(
                    "transaction_timed_out",
                    "The transaction reached its time-out; try again in a moment",
                    null);
        }
        return result;
    }

    /** Runs work without a transaction; the caller's is suspended meanwhile. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public <T> T outside(Supplier<T> work) {
        return work.get();
    }

    /** Runs work after the current transaction commits; never if it is rolled back. */
    public void afterCommit(Runnable work) {
        afterCompletion(Status.STATUS_COMMITTED, work);
    }

    /** Runs work after the current transaction is rolled back, usually on the same thread. */
    public void afterRollback(Runnable work) {
        afterCompletion(Status.STATUS_ROLLEDBACK, work);
    }

    private static void afterCompletion(int wanted, Runnable work) {
        registry()
                .registerInterposedSynchronization(
                        new Synchronization() {
                            @Override
                            public void beforeCompletion() {}

                            @Override
                            public void afterCompletion(int status) {
                                if (status == wanted) {
                                    work.run();
                                }
                            }
                        });
    }

    /** Whether the current thread has a transaction. */
    public boolean isActive() {
        return registry().getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    private <T> T inCallers(Supplier<T> work) {
        try {
            return work.get();
        } catch (WebAuthException e) {
            throw e;
        } catch (RuntimeException e) {
            registry().setRollbackOnly();
            if (Outage.isReadOnly(e)) {
                // The caller uses the connection until the rollback, so it is closed in the
                // background.
                background.run(this::dropReadOnly);
            }
            throw Outage.explain(e);
        }
    }

    private Void dropReadOnly() {
        pool.dropReadOnly();
        return null;
    }

    /** Looked up once, because a look-up costs more than the calls. */
    static TransactionSynchronizationRegistry registry() {
        TransactionSynchronizationRegistry known = found;
        if (known == null) {
            known =
                    Jndi.lookup(
                            TransactionSynchronizationRegistry.class,
                            "java:comp/TransactionSynchronizationRegistry");
            found = known;
        }
        return known;
    }
}
