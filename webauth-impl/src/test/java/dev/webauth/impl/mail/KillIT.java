package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.RawSmtp;
import dev.webauth.impl.rig.TestDatabase;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills processes that run the library by SIGKILL, while mails are committed and not sent, are
 * being sent, or were just accepted by the SMTP server.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("webauth.it.kills", 20);
    private static final int ACCOUNTS = 10;
    private static final long SEED = System.nanoTime();

    private final Random random = new Random(SEED);
    private final Set<String> answered = new HashSet<>();
    private final List<Process> processes = new ArrayList<>();
    private TestDatabase database;
    private RawSmtp smtp;

    @BeforeEach
    void up() {
        database = TestDatabase.postgres();
        smtp = new RawSmtp(RawSmtp.freePort()).start();
    }

    @AfterEach
    void down() {
        processes.forEach(Process::destroyForcibly);
        smtp.stop();
    }

    @Test
    @Tag("FLT-05")
    void every_answered_registration_has_its_account_and_its_mail() throws Exception {
        // Slow, so that mails are waiting when a node is killed.
        smtp.becomes(
                command -> {
                    pause(random.nextInt(25));
                    return null;
                });
        int withMailsWaiting = 0;
        for (int i = 0; i < KILLS; i++) {
            long before = duplicates();
            kill(i);
            pause(50);
            assertThat(duplicates() - before).as("of the one crash before").isBetween(0L, 1L);
            withMailsWaiting += database.count("webauth_mail") > 0 ? 1 : 0;
        }
        smtp.becomesGood();
        sendTheRest();
        assertThat(withMailsWaiting).as("kills that meant something").isGreaterThan(KILLS / 2);
        assertThat(accounts()).as("seed %s", SEED).containsAll(answered);
        everyAccountHasItsMail();
        System.out.printf(
                "%d kills, %d of them with mails waiting; %d accounts, %d mails, %d of them twice%n",
                KILLS, withMailsWaiting, accounts().size(), smtp.received().size(), duplicates());
    }

    private void everyAccountHasItsMail() {
        Map<String, List<RawSmtp.Received>> mails =
                smtp.received().stream().collect(Collectors.groupingBy(mail -> mail.header("To")));
        assertThat(mails.keySet())
                .as("seed %s: 0 lost, 0 without account", SEED)
                .isEqualTo(accounts());
        assertThat(mails.values())
                .as("seed %s: a duplicate has its first's id", SEED)
                .allSatisfy(
                        same ->
                                assertThat(same.stream().map(mail -> mail.header("Message-ID")))
                                        .containsOnly(same.get(0).header("Message-ID")));
        assertThat(duplicates()).isLessThanOrEqualTo(KILLS);
    }

    private long duplicates() {
        List<RawSmtp.Received> mails = smtp.received();
        return mails.size()
                - mails.stream().map(mail -> mail.header("Message-ID")).distinct().count();
    }

    private Set<String> accounts() {
        return new HashSet<>(database.column("select email from webauth_user"));
    }

    /** Starts a node and kills it while it works. */
    private void kill(int number) throws Exception {
        Process node = start(number, ACCOUNTS);
        BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).as("see target/mortal-node.log").isEqualTo("ready");
        // Mails that an earlier node had claimed are due at once instead of after two minutes.
        database.run("update webauth_mail set d_due = now()");
        int last = random.nextInt(ACCOUNTS);
        for (int i = 0; i <= last; i++) {
            answered.add(said.readLine());
        }
        pause(random.nextInt(100));
        // By its handle: Process.destroyForcibly would close the stream that is read below.
        node.toHandle().destroyForcibly();
        assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).as("128 + SIGKILL").isEqualTo(137);
        said.lines().filter(line -> line.endsWith("@x.test")).forEach(answered::add);
    }

    private void sendTheRest() throws Exception {
        start(KILLS, 0);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (database.count("webauth_mail") > 0) {
            assertThat(System.nanoTime()).as("mails still wait").isLessThan(end);
            database.run("update webauth_mail set d_due = now()");
            pause(200);
        }
    }

    private Process start(int number, int accounts) throws IOException {
        Path folder = Path.of("target", "mortal-node").toAbsolutePath();
        assertThat(folder.toFile().mkdirs() || folder.toFile().isDirectory()).isTrue();
        Process node =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MortalNode.class.getName(),
                                database.url(),
                                String.valueOf(smtp.port()),
                                String.valueOf(number),
                                String.valueOf(accounts))
                        .directory(folder.toFile())
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(
                                        new File(folder.toFile(), "mortal-node.log")))
                        .start();
        processes.add(node);
        return node;
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
