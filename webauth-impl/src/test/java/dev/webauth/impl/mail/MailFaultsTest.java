package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.MailQueue;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RawSmtp;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults of an SMTP server. */
class MailFaultsTest {

    private static final int PORT = RawSmtp.freePort();
    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = MailRig.application(PORT);

    private MailRig rig;
    private RawSmtp smtp;

    @BeforeEach
    void up() {
        rig = new MailRig(APP, PORT);
        smtp = rig.smtp.start();
    }

    @AfterEach
    void down() {
        smtp.stop();
    }

    @Test
    @Tag("FLT-01")
    void no_mail_is_lost_in_an_outage_and_the_life_of_a_link_begins_when_it_is_sent() {
        smtp.stop();
        for (int i = 0; i < 50; i++) {
            APP.browser().from("10.0.0." + i).calls(registration("new" + i + "@x.test", false));
            APP.browser().from("10.0.0." + i).calls(registration("old" + i + "@x.test", true));
            String old = "old" + i + "@x.test";
            APP.browser()
                    .from("10.0.1." + i)
                    .calls(webauth -> webauth.sendAccountRemind(old, null));
        }
        for (int i = 0; i < 30; i++) {
            rig.looksAgain();
        }
        assertThat(rig.waiting()).isEqualTo(100);
        smtp.start();
        for (int i = 0; i < 12; i++) {
            rig.looksAgain();
        }
        assertThat(rig.waiting()).as("120 s later").isZero();
        assertThat(smtp.received()).hasSize(100);
        assertThat(smtp.received().stream().flatMap(mail -> mail.recipients().stream()))
                .doesNotHaveDuplicates();
        assertThat(
                        APP.database()
                                .value(
                                        "select floor(extract(epoch from min(d_expires) - now())"
                                                + " / 60)::int from webauth_link where email like"
                                                + " 'old%'"))
                .as("minutes left of a recovery link, of which two have passed since it was sent")
                .isIn("57", "58", "59");
    }

    private static java.util.function.Consumer<WebAuth> registration(String email, boolean ok) {
        return webauth -> webauth.register(email, PASSWORD, ok, null);
    }

    @Test
    @Tag("FLT-01")
    void during_an_outage_one_mail_at_a_time_is_retried() {
        smtp.becomes(command -> RawSmtp.HANG_UP);
        for (int i = 0; i < 20; i++) {
            rig.notice("a" + i + "@x.test");
        }
        rig.drain();
        rig.drain();
        assertThat(smtp.connections()).isEqualTo(1);
        rig.looksAgain();
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @Test
    @Tag("FLT-02")
    void a_server_that_never_answers_delays_the_worker_15_seconds_and_no_caller() {
        smtp.becomes(command -> RawSmtp.SILENCE);
        APP.registered("a@x.test", PASSWORD);
        APP.registered("b@x.test", PASSWORD);
        assertThat(smtp.connections()).as("by the callers' threads").isZero();
        long start = System.nanoTime();
        rig.drain();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(smtp.connections()).isEqualTo(1);
        smtp.becomesGood();
        rig.looksAgain();
        assertThat(smtp.received()).hasSize(2);
    }

    @Test
    @Tag("FLT-03")
    void a_server_that_says_421_is_tried_again() {
        smtp.answers(1, ""::equals, "421 too busy");
        rig.notice("a@x.test");
        rig.drain();
        assertThat(rig.ofMail("error")).contains("421");
        rig.looksAgain();
        assertThat(smtp.received()).hasSize(1);
    }

    @Test
    @Tag("FLT-03")
    void a_server_that_temporarily_refuses_all_mail_is_an_outage() {
        smtp.becomes(command -> command.startsWith("MAIL") ? "451 our disk is full" : null);
        for (int i = 0; i < 20; i++) {
            rig.notice("a" + i + "@x.test");
        }
        for (int i = 0; i < 60; i++) {
            rig.looksAgain();
        }
        assertThat(smtp.connections()).isEqualTo(60);
        smtp.becomesGood();
        for (int i = 0; i < 12; i++) {
            rig.looksAgain();
        }
        assertThat(smtp.received()).as("120 s later").hasSize(20);
    }

    @Test
    @Tag("FLT-03")
    void a_mail_that_is_deferred_with_451_delays_no_other_mail() {
        smtp.becomes(command -> command.contains("<grey@") ? "451 try later" : null);
        rig.notice("grey@x.test");
        rig.notice("a@x.test");
        rig.notice("b@x.test");
        rig.drain();
        assertThat(smtp.received()).hasSize(2);
        for (int wait : new int[] {5, 30, 120, 600, 600}) {
            assertThat(secondsUntilDue()).isBetween(wait - 5, wait);
            rig.passes(Duration.ofSeconds(wait));
            rig.drain();
        }
        assertThat(rig.ofMail("parked")).isEqualTo("f");
        smtp.becomesGood();
        rig.passes(Duration.ofMinutes(10));
        rig.drain();
        assertThat(smtp.received()).hasSize(3);
    }

    private int secondsUntilDue() {
        return Integer.parseInt(rig.ofMail("ceil(extract(epoch from d_due - now()))::int"));
    }

    @Test
    @Tag("FLT-03")
    void a_mail_that_is_refused_with_550_is_parked_and_can_be_released() {
        smtp.becomes(command -> command.contains("RCPT TO:<no@") ? "550 no such user" : null);
        rig.notice("no@x.test");
        rig.notice("a@x.test");
        for (int i = 0; i < 4; i++) {
            rig.drain();
            assertThat(rig.ofMail("parked")).isEqualTo("f");
            rig.passes(Duration.ofMinutes(10));
        }
        assertThat(smtp.received()).hasSize(1);
        rig.drain();
        MailQueue queue = APP.bean(MailQueue.class);
        assertThat(queue.length()).isZero();
        assertThat(queue.parked()).hasSize(1);
        assertThat(queue.parked().get(0).error()).contains("550 no such user");
        smtp.becomesGood();
        assertThat(queue.release(queue.parked().get(0).id())).isTrue();
        rig.drain();
        assertThat(smtp.received()).hasSize(2);
    }

    @Test
    @Tag("FLT-04")
    void a_mail_without_a_final_250_is_sent_again_with_the_same_message_id() {
        FakeBrowser anna = APP.registered("a@x.test", PASSWORD);
        smtp.answers(1, "."::equals, RawSmtp.HANG_UP);
        rig.drain();
        assertThat(rig.waiting()).isEqualTo(1);
        rig.looksAgain();
        List<RawSmtp.Received> mails = smtp.received();
        assertThat(mails).hasSize(2);
        assertThat(mails.get(1).header("Message-ID")).isEqualTo(mails.get(0).header("Message-ID"));
        assertThat(MailRig.link(mails.get(1))).isEqualTo(MailRig.link(mails.get(0)));
        assertThat(anna.get(MailRig.link(mails.get(0))).status()).isEqualTo(303);
        assertThat(anna.get(MailRig.link(mails.get(1))).status()).isEqualTo(404);
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    void a_mail_at_which_the_server_disconnects_delays_no_other_mail() {
        smtp.becomes(command -> command.contains("<poison@") ? RawSmtp.HANG_UP : null);
        rig.notice("poison@x.test");
        for (int i = 0; i < 20; i++) {
            rig.notice("a" + i + "@x.test");
        }
        rig.drain();
        rig.looksAgain();
        rig.looksAgain();
        assertThat(smtp.received()).hasSize(20);
        assertThat(rig.waiting()).isEqualTo(1);
    }

    @Test
    void many_mails_are_sent_over_one_connection() {
        for (int i = 0; i < 10; i++) {
            rig.notice("a" + i + "@x.test");
        }
        rig.drain();
        assertThat(smtp.received()).hasSize(10);
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @Test
    void a_connection_that_was_closed_in_between_is_opened_again() {
        smtp.becomes(command -> command.startsWith("NOOP") ? RawSmtp.HANG_UP : null);
        rig.notice("a@x.test");
        rig.notice("b@x.test");
        rig.drain();
        assertThat(smtp.received()).hasSize(2);
        assertThat(smtp.connections()).isEqualTo(2);
    }
}
