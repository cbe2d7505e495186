package dev.webauth.impl.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.UnavailableException;
import dev.webauth.UserNotFoundException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.store.Background;
import dev.webauth.impl.store.ChangeFeed;
import dev.webauth.impl.store.Transactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes, one database, and ten thousand API keys and log-ins that both nodes know. Each is
 * ended on one of them, in transactions that take more or less long, so that they commit in another
 * order than they began in; the database is restarted meanwhile. None is accepted where it was
 * ended, and none elsewhere after the delay.
 */
class RevocationIT {

    private static final int SUBJECTS = Integer.getInteger("webauth.it.revocations", 10_000);
    private static final int THREADS = 10;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final long SEED = System.nanoTime();

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acceptedWithinDelay = new AtomicInteger();
    private final AtomicInteger refusedElsewhere = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
    private final Queue<ScheduledFuture<?>> checks = new ConcurrentLinkedQueue<>();

    private Path directory;
    private int port;
    private EmbeddedPostgres postgres;
    private List<TestApplication> nodes;

    /** An API key, or the cookie of a log-in, and the account that it belongs to. */
    private record Subject(int number, long account, String key, String cookie) {

        boolean isAcceptedBy(TestApplication node) {
            FakeBrowser browser = node.browser();
            if (cookie != null) {
                return browser.withCookie("webauth_login", cookie).isLoggedIn();
            }
            try {
                return browser.asks(webauth -> webauth.getUserByApiKey(key)).id() == account;
            } catch (UserNotFoundException e) {
                return false;
            }
        }
    }

    @BeforeEach
    void up() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "revocations").toAbsolutePath();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        startDatabase();
        TestApplication first =
                TestApplication.alone(
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "revocation-delay",
                        DELAY.toString());
        nodes = List.of(first, first.anotherNode());
        for (TestApplication node : nodes) {
            node.bean(Background.class).start();
            node.bean(ChangeFeed.class).start();
        }
    }

    private void startDatabase() throws IOException {
        postgres =
                EmbeddedPostgres.builder()
                        .setDataDirectory(directory.toFile())
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setServerConfig("fsync", "off")
                        .start();
    }

    @AfterEach
    void down() throws IOException {
        nodes.forEach(node -> node.bean(Background.class).stop());
        later.shutdownNow();
        postgres.close();
    }

    @Test
    void nothing_that_was_ended_is_accepted_after_the_delay() throws Exception {
        List<Subject> subjects = subjects();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            work.add(
                    threads.submit(
                            () -> {
                                Random random = new Random(SEED + first);
                                for (int i = first; i < subjects.size(); i += THREADS) {
                                    end(subjects.get(i), random);
                                }
                            }));
        }
        await(subjects.size() / 2);
        restartDatabase(subjects.get(subjects.size() - 1));
        for (Future<?> one : work) {
            one.get(10, TimeUnit.MINUTES);
        }
        for (ScheduledFuture<?> check : checks) {
            check.get(1, TimeUnit.MINUTES);
        }
        threads.shutdown();
        assertThat(wrong).as("seed %s", SEED).isEmpty();
        assertThat(ended).hasValue(subjects.size());
        assertThat(refusedElsewhere).hasValue(subjects.size());
        // Else nothing was remembered, and the test would prove nothing.
        assertThat(acceptedWithinDelay.get()).isGreaterThan(subjects.size() / 20);
    }

    private void await(int count) throws InterruptedException {
        while (ended.get() < count) {
            Thread.sleep(20);
        }
    }

    /** Away for longer than the delay: then a node that knows a key cannot tell any more. */
    private void restartDatabase(Subject last) throws Exception {
        assertThat(last.isAcceptedBy(nodes.get(0))).isTrue();
        postgres.close();
        Thread.sleep(DELAY.plusMillis(100).toMillis());
        assertThat(outcome(last, nodes.get(0))).isEqualTo("unavailable");
        startDatabase();
    }

    private static String outcome(Subject subject, TestApplication node) {
        try {
            return subject.isAcceptedBy(node) ? "accepted" : "refused";
        } catch (UnavailableException e) {
            return "unavailable";
        }
    }

    private void end(Subject subject, Random random) {
        int here = random.nextInt(2);
        nodes.forEach(node -> outcome(subject, node));
        int pause = random.nextInt(50) == 0 ? random.nextInt(1500) : random.nextInt(15);
        while (!isEnded(subject, nodes.get(here), random.nextInt(3), pause)) {
            pause(20);
        }
        long committed = System.nanoTime();
        ended.incrementAndGet();
        if (outcome(subject, nodes.get(here)).equals("accepted")) {
            wrong.add(subject.number() + " was accepted where it had been ended");
        }
        TestApplication elsewhere = nodes.get(1 - here);
        if (outcome(subject, elsewhere).equals("accepted")
                && System.nanoTime() - committed < DELAY.toNanos()) {
            acceptedWithinDelay.incrementAndGet();
        }
        checks.add(
                later.schedule(
                        () -> check(subject, elsewhere, committed),
                        committed + DELAY.toNanos() + 1 - System.nanoTime(),
                        TimeUnit.NANOSECONDS));
    }

    private void check(Subject subject, TestApplication elsewhere, long committed) {
        String outcome = outcome(subject, elsewhere);
        while (outcome.equals("unavailable")) {
            pause(20);
            outcome = outcome(subject, elsewhere);
        }
        if (outcome.equals("accepted")) {
            long late = System.nanoTime() - committed;
            wrong.add(
                    subject.number() + " was accepted elsewhere after " + late / 1_000_000 + " ms");
        } else {
            refusedElsewhere.incrementAndGet();
        }
    }

    /** False if the database was away; whether it has committed is not known then. */
    private static boolean isEnded(Subject subject, TestApplication node, int way, int pause) {
        try {
            node.bean(Transactions.class)
                    .requiresNew(
                            () -> {
                                end(subject, node.bean(Accounts.class), way);
                                pause(pause);
                                return null;
                            });
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void end(Subject subject, Accounts accounts, int way) {
        Optional<Account> account = accounts.lock(subject.account());
        if (way == 0) {
            accounts.delete(subject.account());
        } else if (way == 1) {
            accounts.setDisabled(subject.account(), true);
        } else if (subject.key() != null) {
            accounts.setApiKeys(
                    List.of(
                            new Accounts.StoredKey(
                                    subject.account(), Token.random().digest(), null)));
        } else {
            account.ifPresent(
                    locked -> accounts.revoke(locked, Revoked.Cause.EVERYWHERE, Optional.empty()));
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Inserted beside the library, which would take minutes for as many. */
    private List<Subject> subjects() throws SQLException {
        List<Subject> subjects = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
                PreparedStatement user =
                        connection.prepareStatement(
                                "insert into webauth_user (id, api_key, confirmed, epoch_id,"
                                        + " d_created) values (?, ?, true, 'e', now())");
                PreparedStatement session =
                        connection.prepareStatement(
                                "insert into webauth_session (id, user_id, selector, token, epoch,"
                                        + " method, factors, remembered, d_created, d_seen,"
                                        + " d_expires) values (?, ?, ?, ?, 'e', 'password',"
                                        + " 'password', false, '2026-01-01Z', '2026-01-01Z',"
                                        + " '2026-01-01 12:00Z')")) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= SUBJECTS; i++) {
                Subject subject = i % 2 == 0 ? byKey(i) : byCookie(i);
                user.setLong(1, subject.account());
                user.setString(2, subject.key() == null ? null : Token.digest(subject.key()));
                user.addBatch();
                if (subject.cookie() != null) {
                    String[] parts = subject.cookie().split("\\.");
                    session.setLong(1, i);
                    session.setLong(2, subject.account());
                    session.setString(3, Token.digest(parts[0]));
                    session.setString(4, Token.digest(parts[1]));
                    session.addBatch();
                }
                subjects.add(subject);
            }
            user.executeBatch();
            session.executeBatch();
            connection.commit();
        }
        return subjects;
    }

    private static Subject byKey(int number) {
        return new Subject(number, 1_000_000 + number, ApiKey.random().value(), null);
    }

    private static Subject byCookie(int number) {
        String cookie = Token.random().value() + "." + Token.random().value();
        return new Subject(number, 1_000_000 + number, null, cookie);
    }
}
