package dev.webauth.impl.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Creates the tables and brings them up to the version of this jar, by plain JDBC outside JTA. Two
 * nodes that start at once take turns by an advisory lock of PostgreSQL.
 */
final class Schema {

    private static final Logger LOG = Logger.getLogger("dev.webauth.store");
    static final int VERSION = 2;
    private static final long LOCK = 0x77656261757468L; // "webauth"

    private Schema() {}

    static void update(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (version(connection) >= VERSION) {
                return;
            }
            connection.setAutoCommit(false);
            try {
                lock(connection);
                for (int next = version(connection) + 1; next <= VERSION; next++) {
                    run(connection, next);
                    LOG.log(Level.INFO, "WebAuth schema is now at version {0}", next);
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * 0 where there is no table yet. Asks the catalogue: a failing select would end the
     * transaction.
     */
    private static int version(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(version) from webauth_schema")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        String schema = isPostgres(connection) ? "current_schema()" : "schema()";
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select 1 from information_schema.tables where lower(table_name) ="
                                        + " 'webauth_schema' and table_schema = "
                                        + schema)) {
            return row.next();
        }
    }

    private static void lock(Connection connection) throws SQLException {
        if (isPostgres(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            }
        }
    }

    static boolean isPostgres(Connection connection) throws SQLException {
        return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
    }

    private static void run(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script(version).split(";\\s*\\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String script(int version) {
        String name = "/dev/webauth/schema/" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^--.*$", "");
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + name, e);
        }
    }
}
