package dev.webauth.impl.store;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The server's connection pool. */
@ApplicationScoped
class Pool {

    private static final Logger LOG = Logger.getLogger("dev.webauth.store");

    @Inject WebAuthConfig config;

    private volatile DataSource found;

    DataSource dataSource() {
        DataSource known = found;
        if (known == null) {
            known = lookUp();
            found = known;
        }
        return known;
    }

    private DataSource lookUp() {
        try {
            return Jndi.lookup(DataSource.class, config.datasource());
        } catch (IllegalStateException e) {
            throw new ConfigurationException(
                    "webauth.datasource",
                    "must be the JNDI name of a datasource. " + e.getMessage());
        }
    }

    /**
     * Closes a connection that is read-only, so that the pool opens a new one. PostgreSQL decides
     * at connect time whether a connection is read-only. After a failover old connections would
     * stay read-only for as long as the pool keeps them. Call it without a transaction.
     */
    void dropReadOnly() {
        try (Connection connection = dataSource().getConnection()) {
            if (isReadOnly(connection)) {
                // Abort the driver's own connection: Agroal's pool leaks a place if its wrapper is
                // aborted.
                connection.unwrap(Connection.class).abort(Runnable::run);
                LOG.log(Level.WARNING, "Closed a database connection that was read-only");
            }
        } catch (SQLException e) {
            LOG.log(Level.FINE, "A read-only connection was not closed", e);
        }
    }

    private static boolean isReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show transaction_read_only")) {
            return row.next() && "on".equals(row.getString(1));
        }
    }
}
