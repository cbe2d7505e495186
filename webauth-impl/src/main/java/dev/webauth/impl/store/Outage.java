package dev.webauth.impl.store;

import dev.webauth.UnavailableException;
import dev.webauth.WebAuthException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.transaction.xa.XAException;

/** Tells failures of the database (unavailable, overloaded, read-only) from programming errors. */
public final class Outage {

    private static final Logger LOG = Logger.getLogger("dev.webauth.store");

    /** A new attempt may succeed: serialization failure, deadlock, read-only connection. */
    private static final Pattern RETRYABLE = Pattern.compile("40001|40P01|25006");

    private static final String READ_ONLY = "25006";

    /**
     * Connection (08), retryable (40), resources (53), operator (57), system (58), read-only after
     * a failover, lock time-outs, and a closed or broken H2.
     */
    private static final Pattern OUTAGE =
            Pattern.compile("(08|40|53|57|58|HYT).*|25006|55P03|90020|90067|90098|90121");

    private Outage() {}

    /**
     * Returns the exception that the caller gets: a {@link WebAuthException} as it is, a database
     * outage as {@link UnavailableException}, any other failure unchanged.
     */
    public static RuntimeException explain(Exception failure) {
        Optional<WebAuthException> refusal = refusal(failure);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (isOutage(failure)) {
            LOG.log(Level.WARNING, "The database is not available: {0}", Causes.root(failure));
            return new UnavailableException(
                    "database_unavailable",
                    "The database is not available; try again in a moment",
                    failure);
        }
        if (failure instanceof RuntimeException runtime) {
            return runtime;
        }
        // Only a failed commit throws a checked exception. Its cause may be in the application's
        // code.
        LOG.log(Level.WARNING, "A transaction could not be committed", failure);
        return new IllegalStateException(
                "The transaction could not be committed; the log of dev.webauth.store has the cause",
                failure);
    }

    private static Optional<WebAuthException> refusal(Exception failure) {
        return Causes.of(failure)
                .filter(WebAuthException.class::isInstance)
                .map(WebAuthException.class::cast)
                .findFirst();
    }

    /** Whether the failure is an outage: the database is unavailable, overloaded or read-only. */
    static boolean isOutage(Throwable failure) {
        return Causes.sqlStates(failure)
                .findAny()
                .map(any -> Causes.sqlStates(failure).anyMatch(Outage::isOutage))
                .orElseGet(() -> Causes.of(failure).anyMatch(Outage::isPoolFailure));
    }

    private static boolean isOutage(String state) {
        return OUTAGE.matcher(state).matches();
    }

    /**
     * Whether the pool had no connection, or the connection broke during the commit. Such
     * exceptions have no SQL state and differ from server to server.
     */
    private static boolean isPoolFailure(Throwable cause) {
        return cause instanceof SQLException
                        && (!(cause instanceof SQLNonTransientException)
                                || cause instanceof SQLNonTransientConnectionException)
                || cause instanceof XAException
                || cause.getClass().getName().equals("jakarta.resource.ResourceException");
    }

    /** Whether the same work may succeed in a new transaction. */
    static boolean isRetryable(Throwable failure) {
        return Causes.sqlStates(failure).anyMatch(state -> RETRYABLE.matcher(state).matches());
    }

    /** Whether the connection is read-only, as connections from before a failover are. */
    static boolean isReadOnly(Throwable failure) {
        return Causes.sqlStates(failure).anyMatch(READ_ONLY::equals);
    }

    /** Whether the statement violated a unique or foreign-key constraint. */
    public static boolean isConstraint(Throwable failure) {
        return Causes.sqlStates(failure).anyMatch(state -> state.startsWith("23"));
    }

    /**
     * Whether a row could not be deleted because another table refers to it. The result is the
     * database's message, which names that table.
     */
    public static Optional<String> reference(Throwable failure) {
        return Causes.of(failure)
                .filter(SQLException.class::isInstance)
                .filter(cause -> "23503".equals(((SQLException) cause).getSQLState()))
                .map(Causes::firstLine)
                .findFirst();
    }
}
