package dev.webauth.impl.store;

import dev.webauth.UnavailableException;
import dev.webauth.WebAuthException;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells a database that is away or overloaded from a mistake of ours. */
public final class Outage {

    private static final Logger LOG = Logger.getLogger("dev.webauth.store");

    private Outage() {}

    /**
     * The exception that a caller should see: a refusal as it is, a failing database as {@link
     * UnavailableException}, anything else unchanged.
     */
    public static RuntimeException explain(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebAuthException refusal) {
                return refusal;
            }
            if (isOutage(cause)) {
                LOG.log(Level.WARNING, "The database is not available: {0}", cause.toString());
                return new UnavailableException(
                        "The database is not available; try again in a moment", failure);
            }
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("A transaction failed", failure);
    }

    private static boolean isOutage(Throwable cause) {
        // A transaction that could not be resolved or timed out, and a pool without a connection,
        // are told by types that differ from server to server.
        String type = cause.getClass().getName();
        return cause instanceof SQLException sql && isOutage(sql.getSQLState())
                || type.equals("jakarta.resource.ResourceException")
                || type.equals("jakarta.transaction.RollbackException")
                || type.equals("jakarta.transaction.HeuristicRollbackException");
    }

    /** Classes 22 (data) and 23 (constraint) and 42 (syntax) are about us, not about the server. */
    private static boolean isOutage(String state) {
        return state == null
                || !(state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
    }

    /** Whether a unique or foreign-key constraint refused the statement. */
    public static boolean isConstraint(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("23")) {
                return true;
            }
        }
        return false;
    }
}
