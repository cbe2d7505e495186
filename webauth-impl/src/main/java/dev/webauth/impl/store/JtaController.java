package dev.webauth.impl.store;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Objects;
import javax.transaction.xa.XAResource;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.eclipse.persistence.transaction.AbstractSynchronizationListener;
import org.eclipse.persistence.transaction.AbstractTransactionController;
import org.eclipse.persistence.transaction.SynchronizationListenerFactory;

/** Joins EclipseLink to the transaction of the current thread. It never begins or ends one. */
public class JtaController extends AbstractTransactionController {

    private final TransactionSynchronizationRegistry registry = Transactions.registry();

    public JtaController() {
        listenerFactory = new Listener();
    }

    @Override
    protected Object getTransaction_impl() {
        Object key = registry.getTransactionKey();
        return key == null ? null : new Current(key, registry);
    }

    @Override
    protected Object getTransactionKey_impl(Object transaction) {
        return transaction;
    }

    @Override
    protected Object getTransactionStatus_impl() {
        return registry.getTransactionStatus();
    }

    @Override
    protected void registerSynchronization_impl(
            AbstractSynchronizationListener listener, Object transaction) {
        registry.registerInterposedSynchronization(listener);
    }

    @Override
    protected void beginTransaction_impl() {
        throw new IllegalStateException("A transaction must be active before EclipseLink is used");
    }

    @Override
    protected void commitTransaction_impl() {
        throw new IllegalStateException("EclipseLink does not end transactions here");
    }

    @Override
    protected void rollbackTransaction_impl() {
        markTransactionForRollback_impl();
    }

    @Override
    protected void markTransactionForRollback_impl() {
        registry.setRollbackOnly();
    }

    @Override
    protected boolean canBeginTransaction_impl(Object status) {
        return status.equals(Status.STATUS_NO_TRANSACTION);
    }

    @Override
    protected boolean canCommitTransaction_impl(Object status) {
        return status.equals(Status.STATUS_ACTIVE);
    }

    @Override
    protected boolean canRollbackTransaction_impl(Object status) {
        return status.equals(Status.STATUS_ACTIVE);
    }

    @Override
    protected boolean canIssueSQLToDatabase_impl(Object status) {
        return status.equals(Status.STATUS_ACTIVE) || status.equals(Status.STATUS_PREPARING);
    }

    @Override
    protected boolean canMergeUnitOfWork_impl(Object status) {
        return status.equals(Status.STATUS_COMMITTED);
    }

    @Override
    public boolean isRolledBack_impl(Object status) {
        return status.equals(Status.STATUS_ROLLEDBACK);
    }

    @Override
    protected String statusToString_impl(Object status) {
        return String.valueOf(status);
    }

    /**
     * A transaction key as the {@link Transaction} that EclipseLink wants; equal if the keys are.
     */
    private record Current(Object key, TransactionSynchronizationRegistry registry)
            implements Transaction {

        @Override
        public boolean equals(Object other) {
            return other instanceof Current current && key.equals(current.key);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(key);
        }

        @Override
        public int getStatus() {
            return registry.getTransactionStatus();
        }

        @Override
        public void registerSynchronization(Synchronization synchronization) {
            registry.registerInterposedSynchronization(synchronization);
        }

        @Override
        public void setRollbackOnly() {
            registry.setRollbackOnly();
        }

        @Override
        public void commit() {
            throw new IllegalStateException("EclipseLink does not end transactions here");
        }

        @Override
        public void rollback() {
            setRollbackOnly();
        }

        @Override
        public boolean enlistResource(XAResource resource) {
            return false;
        }

        @Override
        public boolean delistResource(XAResource resource, int flag) {
            return false;
        }
    }

    /** Notifies EclipseLink when a transaction ends. */
    private static final class Listener extends AbstractSynchronizationListener
            implements SynchronizationListenerFactory {

        private Listener() {}

        private Listener(
                UnitOfWorkImpl work,
                AbstractSession session,
                Object transaction,
                AbstractTransactionController controller) {
            super(work, session, transaction, controller);
        }

        @Override
        public AbstractSynchronizationListener newSynchronizationListener(
                UnitOfWorkImpl work,
                AbstractSession session,
                Object transaction,
                AbstractTransactionController controller) {
            return new Listener(work, session, transaction, controller);
        }

        @Override
        public void afterCompletion(int status) {
            afterCompletion(Integer.valueOf(status));
        }
    }
}
