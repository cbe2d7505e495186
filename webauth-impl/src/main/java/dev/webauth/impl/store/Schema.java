package dev.webauth.impl.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Creates the tables and migrates them to the version of this jar, by plain JDBC outside JTA. An
 * advisory lock of PostgreSQL serializes nodes that start at the same time.
 */
final class Schema {

    private static final Logger LOG = Logger.getLogger("dev.webauth.store");
    static final int VERSION = 3;
    private static final long LOCK = 0x77656261757468L; // "webauth"
    private static final Pattern TABLE = Pattern.compile("(?m)^create table (\\w+)");

    private static final String FOREIGN =
            "webauth_user exists, but WebAuth did not make it: is schema-generation on in a"
                    + " persistence unit that lists WebAuthUser? See docs/store.md, \"The order of your"
                    + " tables and ours\"";

    private Schema() {}

    /**
     * Makes sure that the tables exist.
     *
     * @param create whether to create missing tables; if false, they are only reported
     * @return whether the database is PostgreSQL
     * @throws dev.webauth.UnavailableException if the database is unavailable
     * @throws IllegalStateException if a table is missing, or cannot be created or used
     */
    static boolean prepare(DataSource dataSource, boolean create) {
        try (Connection connection = dataSource.getConnection()) {
            Catalogue catalogue = new Catalogue(connection);
            if (create) {
                update(catalogue);
            } else {
                requireVersion(catalogue);
            }
            verify(catalogue);
            return catalogue.isPostgres();
        } catch (SQLException e) {
            if (Outage.isOutage(e)) {
                throw Outage.explain(e);
            }
            throw new IllegalStateException(
                    "WebAuth could not create or read its tables: "
                            + Causes.firstLine(e)
                            + ". Let the user of webauth.datasource create tables, or run"
                            + " dev/webauth/schema/1.sql to "
                            + VERSION
                            + ".sql from webauth-impl.jar as another user; see docs/store.md",
                    e);
        }
    }

    private static void update(Catalogue catalogue) throws SQLException {
        if (version(catalogue) >= VERSION) {
            return;
        }
        Connection connection = catalogue.connection();
        connection.setAutoCommit(false);
        try {
            lock(catalogue);
            List<Catalogue.ForeignKey> references = removeForeign(catalogue);
            for (int next = version(catalogue) + 1; next <= VERSION; next++) {
                run(connection, statements(next));
                LOG.log(Level.INFO, "WebAuth schema is now at version {0}", next);
            }
            run(connection, references.stream().map(Catalogue.ForeignKey::create).toList());
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * Drops an empty {@code webauth_user} that the application's schema generation has created
     * without our constraints. This happens because the server starts the application's persistence
     * unit first.
     *
     * @return the application's foreign keys to the table, to be created again
     */
    private static List<Catalogue.ForeignKey> removeForeign(Catalogue catalogue)
            throws SQLException {
        Connection connection = catalogue.connection();
        if (version(catalogue) > 0 || catalogue.schemaOf("webauth_user").isEmpty()) {
            return List.of();
        }
        if (number(connection, "select count(*) from webauth_user") > 0) {
            throw new IllegalStateException(FOREIGN);
        }
        List<Catalogue.ForeignKey> references = catalogue.referencesTo("webauth_user");
        run(connection, references.stream().map(Catalogue.ForeignKey::drop).toList());
        run(
                connection,
                List.of("drop table webauth_user", "drop sequence if exists webauth_user_seq"));
        LOG.log(
                Level.WARNING,
                "Replaced an empty webauth_user that schema generation of the application made;"
                        + " see docs/store.md");
        return references;
    }

    private static void requireVersion(Catalogue catalogue) throws SQLException {
        int version = version(catalogue);
        if (version < VERSION) {
            throw new IllegalStateException(
                    "webauth.schema is verify, and "
                            + (version == 0
                                    ? "the table webauth_schema is missing"
                                    : "the tables are of version " + version)
                            + ": run dev/webauth/schema/"
                            + (version + 1)
                            + ".sql "
                            + (version + 1 < VERSION ? "to " + VERSION + ".sql " : "")
                            + "from webauth-impl.jar; see docs/store.md");
        }
    }

    /**
     * Checks that statements find all tables in one schema, and the constraints of {@code
     * webauth_user}.
     */
    private static void verify(Catalogue catalogue) throws SQLException {
        Optional<String> schema = catalogue.schemaOf("webauth_schema");
        List<String> missing = new ArrayList<>();
        for (String table : tables()) {
            Optional<String> found = catalogue.schemaOf(table);
            if (found.isEmpty()) {
                missing.add(table);
            } else if (!found.equals(schema)) {
                throw new IllegalStateException(
                        "The table %s is found in the schema %s, but webauth_schema in %s: check the search path of the database user"
                                .formatted(table, found.get(), schema.orElseThrow()));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "webauth_schema is at version "
                            + version(catalogue)
                            + ", but these tables are missing: "
                            + String.join(", ", missing));
        }
        if (!catalogue.isUnique("webauth_user", "email")
                || !catalogue.isUnique("webauth_user", "api_key")) {
            throw new IllegalStateException(FOREIGN);
        }
    }

    /** The version of the tables; 0 if there are none yet. */
    private static int version(Catalogue catalogue) throws SQLException {
        return catalogue.schemaOf("webauth_schema").isEmpty()
                ? 0
                : number(catalogue.connection(), "select max(version) from webauth_schema");
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static void lock(Catalogue catalogue) throws SQLException {
        if (catalogue.isPostgres()) {
            try (Statement statement = catalogue.connection().createStatement()) {
                statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            }
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> statements(int version) {
        return List.of(script(version).split(";\\s*(\\n|$)")).stream()
                .filter(sql -> !sql.isBlank())
                .toList();
    }

    private static List<String> tables() {
        List<String> names = new ArrayList<>();
        for (int version = 1; version <= VERSION; version++) {
            TABLE.matcher(script(version))
                    .results()
                    .map(table -> table.group(1))
                    .forEach(names::add);
        }
        return names;
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
