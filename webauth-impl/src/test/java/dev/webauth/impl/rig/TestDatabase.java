package dev.webauth.impl.rig;

import io.agroal.api.AgroalDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty schema, with access for tests. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String url;
    private final AgroalDataSource pool;

    private TestDatabase(String url) {
        this(url, "postgres");
    }

    private TestDatabase(String url, String user) {
        this.url = url;
        this.pool = TestTransactions.pool(url, user);
    }

    /** One database server for all tests of this JVM. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }
    }

    /** On PostgreSQL. */
    public static TestDatabase postgres() {
        return postgres("");
    }

    /** On PostgreSQL, with further parameters of the JDBC URL for the pool. */
    static TestDatabase postgres(String parameters) {
        String schema = "t" + COUNT.incrementAndGet();
        String server = Server.POSTGRES.getJdbcUrl("postgres", "postgres");
        new TestDatabaseUrl(server).run("create schema " + schema);
        return new TestDatabase(server + "&currentSchema=" + schema + parameters);
    }

    /** A new schema on PostgreSQL with the given schema behind it in the search path. */
    public static TestDatabase postgresBefore(String later) {
        return postgres("%2C" + later);
    }

    /** The same schema as another user with the same password. */
    public TestDatabase as(String user) {
        return new TestDatabase(url.replace("user=postgres", "user=" + user), user);
    }

    /** On H2, the default datasource of WildFly and Payara. */
    public static TestDatabase h2() {
        return new TestDatabase("jdbc:h2:mem:t" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    /** A database that another process has created. */
    static TestDatabase at(String url) {
        return new TestDatabase(url);
    }

    /** The JDBC URL for another process. */
    public String url() {
        return url;
    }

    /** The datasource of the library. */
    public AgroalDataSource pool() {
        return pool;
    }

    /** Runs a statement and commits it. */
    public int run(String sql, Object... parameters) {
        return new TestDatabaseUrl(url).run(sql, parameters);
    }

    /** The first column of all rows, as text. */
    public List<String> column(String sql, Object... parameters) {
        return new TestDatabaseUrl(url).column(sql, parameters);
    }

    /** The first column of the only row, as text. */
    public String value(String sql, Object... parameters) {
        List<String> rows = column(sql, parameters);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows from " + sql);
        }
        return rows.get(0);
    }

    /** The number of rows of a table. */
    public int count(String table) {
        return Integer.parseInt(value("select count(*) from " + table));
    }

    private record TestDatabaseUrl(String url) {

        int run(String sql, Object... parameters) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters);
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }

        List<String> column(String sql, Object... parameters) {
            List<String> column = new ArrayList<>();
            try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        column.add(rows.getString(1));
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
            return column;
        }

        private static void set(PreparedStatement statement, Object... parameters)
                throws SQLException {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
        }
    }

    /** All stored values, as text. */
    public String dump() {
        StringBuilder all = new StringBuilder();
        for (String table :
                List.of(
                        "webauth_user",
                        "webauth_user_auth",
                        "webauth_user_log",
                        "webauth_link",
                        "webauth_mail",
                        "webauth_throttle",
                        "webauth_password_tries",
                        "webauth_session",
                        "webauth_flow",
                        "webauth_setting")) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select * from " + table)) {
                while (rows.next()) {
                    all.append(table);
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        all.append('|').append(rows.getString(i));
                    }
                    all.append('\n');
                }
            } catch (SQLException e) {
                throw new IllegalStateException(table, e);
            }
        }
        return all.toString();
    }

    /**
     * Deletes all rows of a table, and commits only when other work waits for the lock.
     *
     * @return what the work gave, or the exception that ended it
     */
    public Object whileDeleting(String table, Callable<Object> work) {
        return whileUncommitted(work, "delete from " + table);
    }

    /**
     * Runs statements in one transaction, and commits it only when other work waits for it.
     *
     * @return what the work gave, or the exception that ended it
     */
    public Object whileUncommitted(Callable<Object> work, String... sql) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : sql) {
                statement.execute(each);
            }
            FutureTask<Object> meanwhile = new FutureTask<>(work);
            new Thread(meanwhile).start();
            while (!meanwhile.isDone() && !somebodyWaits()) {
                Thread.onSpinWait();
            }
            connection.commit();
            return meanwhile.get();
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs work while the table is locked for all others.
     *
     * @throws AssertionError if the work waits for the table
     */
    public void whileLocked(String table, Runnable work) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in access exclusive mode");
            FutureTask<Object> meanwhile = new FutureTask<>(work, null);
            new Thread(meanwhile).start();
            boolean waits = false;
            while (!meanwhile.isDone() && !waits) {
                waits = somebodyWaits();
            }
            connection.rollback();
            meanwhile.get();
            if (waits) {
                throw new AssertionError("The work has used the table " + table);
            }
        } catch (SQLException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean somebodyWaits() {
        return !value("select count(*) from pg_locks where not granted").equals("0");
    }

    /** Empties all tables except the settings of the library. */
    void clean() {
        List<String> deletions = new ArrayList<>();
        for (String table :
                List.of(
                        "webauth_mail",
                        "webauth_link",
                        "webauth_user_auth",
                        "webauth_user_log",
                        "webauth_throttle",
                        "webauth_password_tries",
                        "webauth_session",
                        "webauth_flow",
                        "webauth_change",
                        "webauth_user")) {
            deletions.add("delete from " + table);
        }
        runOnOneConnection(deletions);
    }

    /** A connection for each statement would take most of the time of a test. */
    private void runOnOneConnection(List<String> statements) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
