package dev.webauth.impl.store;

import dev.webauth.WebAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Work within JTA. Features call this rather than carry {@code @Transactional}, because hashing a
 * password must happen before the transaction, the session changes after its commit, and a failed
 * commit must reach the caller as a {@link WebAuthException}.
 */
@ApplicationScoped
public class Transactions {

    @Inject Transactions proxied;

    /**
     * Runs in the caller's transaction if there is one, else in its own. A refusal ({@link
     * WebAuthException}) leaves the caller's alive; any other failure rolls it back.
     */
    public <T> T joined(Supplier<T> work) {
        return isActive() ? inCallers(work) : separate(work);
    }

    /** {@link #joined(Supplier)} for work without a result. */
    public void joined(Runnable work) {
        joined(
                () -> {
                    work.run();
                    return null;
                });
    }

    /** Runs in a transaction of its own, committed whatever becomes of the caller's. */
    public <T> T separate(Supplier<T> work) {
        try {
            return proxied.inNew(work);
        } catch (Exception e) {
            // Not only RuntimeException: interceptors throw a failed commit's RollbackException.
            throw Outage.explain(e);
        }
    }

    /** By the interceptor: {@code UserTransaction} is forbidden where a caller is transactional. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public <T> T inNew(Supplier<T> work) {
        return work.get();
    }

    /** Runs something once the present transaction is committed; never if it is rolled back. */
    public void afterCommit(Runnable work) {
        afterCompletion(Status.STATUS_COMMITTED, work);
    }

    /** Runs something if the present transaction is rolled back; on its thread, as a rule. */
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

    /** Whether the caller has a transaction. */
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
            throw Outage.explain(e);
        }
    }

    static TransactionSynchronizationRegistry registry() {
        return Jndi.lookup(
                TransactionSynchronizationRegistry.class,
                "java:comp/TransactionSynchronizationRegistry");
    }
}
