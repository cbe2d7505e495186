package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.UnavailableException;
import dev.webauth.WebAuth;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.throttle.Throttle;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database with a stricter default isolation, and a database that was read-only for a while. */
class RetriesTest {

    private static final String ISOLATION = "&options=-c%20default_transaction_isolation%3D";

    @RegisterExtension
    static final TestApplication SERIALIZABLE =
            TestApplication.with().connectedWith(ISOLATION + "serializable");

    @RegisterExtension
    static final TestApplication REPEATABLE =
            TestApplication.with().connectedWith(ISOLATION + "repeatable%5C%20read");

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private static TestApplication app(String isolation) {
        return isolation.equals("serializable") ? SERIALIZABLE : REPEATABLE;
    }

    /** Regression test: 34 of 48 sign-ins from one address were answered with 503. */
    @ParameterizedTest
    @ValueSource(strings = {"serializable", "repeatable read"})
    void many_transactions_can_count_on_one_row(String isolation) {
        TestApplication app = app(isolation);
        Throttle throttle = app.bean(Throttle.class);
        for (int round = 0; round < 3; round++) {
            String network = "203.0.113." + round;
            assertThat(Parallel.run(16, number -> throttle.take(Limit.PROVIDER_NETWORK, network)))
                    .containsOnly(true);
            assertThat(hits(app)).contains("16");
            app.database().run("delete from webauth_throttle");
        }
    }

    private static List<String> hits(TestApplication app) {
        return app.database().column("select hits from webauth_throttle");
    }

    /**
     * Each transaction reads the row that the other writes, so the second commit fails and no
     * statement does.
     */
    @Test
    void a_commit_with_a_serialization_failure_is_retried() {
        Transactions transactions = SERIALIZABLE.bean(Transactions.class);
        Database database = SERIALIZABLE.bean(Database.class);
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        List<Object> results =
                Parallel.run(
                        2,
                        number ->
                                transactions.requiresNew(
                                        () -> {
                                            database.listNative(
                                                    "select count(*) from webauth_throttle",
                                                    Map.of());
                                            if (runs.incrementAndGet() <= 2) {
                                                meet(bothHaveRead);
                                            }
                                            return database.updateNative(
                                                    "insert into webauth_throttle values (?1, 1,"
                                                            + " now())",
                                                    Map.of(1, "n" + number));
                                        }));
        assertThat(results).containsExactly(1, 1);
        assertThat(runs.get()).isGreaterThan(2);
        assertThat(SERIALIZABLE.database().count("webauth_throttle")).isEqualTo(2);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_number_of_retries_is_limited() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(
                        () ->
                                APP.bean(Transactions.class)
                                        .requiresNew(
                                                () -> {
                                                    runs.incrementAndGet();
                                                    throw serializationFailure();
                                                }))
                .isInstanceOf(UnavailableException.class);
        assertThat(runs).hasValue(8);
    }

    @Test
    void the_callers_transaction_is_not_retried() throws Exception {
        UserTransaction transaction =
                Jndi.lookup(UserTransaction.class, "java:comp/UserTransaction");
        AtomicInteger runs = new AtomicInteger();
        transaction.begin();
        assertThatThrownBy(
                        () ->
                                APP.bean(Transactions.class)
                                        .required(
                                                () -> {
                                                    runs.incrementAndGet();
                                                    throw serializationFailure();
                                                }))
                .isInstanceOf(UnavailableException.class);
        assertThat(runs).hasValue(1);
        assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
        transaction.rollback();
    }

    private static IllegalStateException serializationFailure() {
        return new IllegalStateException(new SQLException("could not serialize", "40001"));
    }

    /**
     * Regression test: after a failover each pooled connection stayed read-only, and log-in was
     * answered with 503 for ever.
     */
    @Test
    void read_only_connections_are_closed() throws Exception {
        FakeBrowser anna = APP.confirmed("a@x.test", "correct horse");
        anna.calls(WebAuth::logout);
        makeConnectionsReadOnly();
        boolean in = false;
        for (int tries = 0; tries < 16 && !in; tries++) {
            try {
                anna.calls(webauth -> webauth.login("a@x.test", "correct horse"));
                in = anna.isLoggedIn();
            } catch (UnavailableException e) {
                continue;
            }
        }
        assertThat(in).isTrue();
    }

    @Test
    void the_documented_query_refuses_a_read_only_connection() throws Exception {
        Matcher documented =
                Pattern.compile("check-valid-connection-sql=\"(.+)\"")
                        .matcher(Files.readString(Path.of("../docs/servers.md")));
        assertThat(documented.find()).isTrue();
        String sql = documented.group(1);
        try (Connection connection = APP.database().pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            statement.execute("begin read only");
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
            statement.execute("rollback");
        }
    }

    /**
     * Makes the pooled connections read-only, like those that were opened while the database was.
     */
    private static void makeConnectionsReadOnly() throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                Connection connection = APP.database().pool().getConnection();
                all.add(connection);
                connection
                        .createStatement()
                        .execute("set session characteristics as transaction read only");
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }
}
