package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.RawSmtp;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.store.Transactions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes that share one outbox. */
class MailNodesTest {

    private static final int PORT = RawSmtp.freePort();
    private static final int MAILS = 1000;

    @RegisterExtension static final TestApplication APP = MailRig.application(PORT);

    private static TestApplication other;

    private MailRig rig;
    private RawSmtp smtp;

    @BeforeAll
    static void startTheOther() {
        other = APP.anotherNode();
    }

    @BeforeEach
    void up() {
        rig = new MailRig(APP, PORT);
        other.clock().forward(Duration.ofHours(1));
        smtp = rig.smtp;
    }

    @AfterEach
    void down() {
        smtp.stop();
    }

    private void bothLook() {
        rig.passes(Duration.ofSeconds(10));
        other.clock().forward(Duration.ofSeconds(10));
        Parallel.run(
                        2,
                        node -> {
                            (node == 0 ? APP : other).bean(MailWorker.class).sendDue();
                            return "drained";
                        })
                .forEach(result -> assertThat(result).isEqualTo("drained"));
    }

    @Test
    @Tag("FLT-01")
    @Tag("RAC-10")
    void no_mail_of_a_thousand_is_lost_in_an_outage_of_five_minutes_or_sent_twice() {
        APP.bean(Transactions.class).required(this::queueAll);
        for (int i = 0; i < 30; i++) {
            bothLook();
        }
        assertThat(rig.waiting()).isEqualTo(MAILS);
        smtp.start();
        for (int i = 0; i < 12; i++) {
            bothLook();
        }
        assertThat(rig.waiting()).as("120 s later").isZero();
        assertThat(smtp.received()).hasSize(MAILS);
        assertThat(smtp.received().stream().map(mail -> mail.header("Message-ID")))
                .doesNotHaveDuplicates();
        assertThat(APP.bean(MailFigures.class).sentCount()).isPositive();
        assertThat(other.bean(MailFigures.class).sentCount()).isPositive();
    }

    private void queueAll() {
        for (int i = 0; i < MAILS; i++) {
            APP.bean(Outbox.class)
                    .notice(EmailAddress.parse("a" + i + "@x.test"), null, "password-changed");
        }
    }

    @Test
    void a_slow_mail_is_not_taken_over_while_its_node_runs() throws Exception {
        smtp.start();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        smtp.becomes(
                command -> {
                    if (command.equals(".")) {
                        arrived.countDown();
                        await(goOn);
                    }
                    return null;
                });
        rig.notice("slow@x.test");
        Thread slow = new Thread(rig::drain);
        slow.start();
        arrived.await();
        for (int i = 0; i < 6; i++) {
            rig.passes(Duration.ofSeconds(90));
            APP.bean(MailWorker.class).poll();
            other.bean(MailWorker.class).sendDue();
        }
        goOn.countDown();
        slow.join();
        assertThat(smtp.received()).hasSize(1);
        assertThat(rig.waiting()).isZero();
    }

    @Test
    void a_mail_of_a_killed_node_is_sent_by_the_other_node_after_two_minutes() {
        smtp.start();
        rig.notice("a@x.test");
        assertThat(APP.bean(MailLeases.class).next()).isPresent();
        other.bean(MailWorker.class).sendDue();
        assertThat(smtp.received()).isEmpty();
        rig.passes(Duration.ofMinutes(2));
        other.bean(MailWorker.class).sendDue();
        assertThat(smtp.received()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
