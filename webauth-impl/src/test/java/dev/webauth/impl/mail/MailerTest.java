package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailerTest {

    /** A mailer that sends nothing and throws what a test asks for. */
    @ApplicationScoped
    public static class OwnMailer implements Mailer {

        private static final List<Mail> SENT = new ArrayList<>();
        private static final List<Throwable> FAILURES = new ArrayList<>();
        private static boolean databaseAway;

        @Override
        public void send(Mail mail) throws Exception {
            if (!FAILURES.isEmpty()) {
                Throwable failure = FAILURES.remove(0);
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (Exception) failure;
            }
            SENT.add(mail);
        }

        void goesAway(@Observes Handover handover) {
            if (databaseAway) {
                throw new IllegalStateException("as if the database were away");
            }
        }
    }

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.withBeans(List.of(OwnMailer.class), "dev-mode", "false");

    @BeforeEach
    void rested() {
        OwnMailer.SENT.clear();
        OwnMailer.FAILURES.clear();
        OwnMailer.databaseAway = false;
        APP.clock().forward(Duration.ofMinutes(++tests));
    }

    private static int tests;

    private static void drain() {
        APP.clock().forward(Duration.ofSeconds(6));
        APP.database().run("update webauth_mail set d_due = now() - interval '1 second'");
        APP.bean(MailWorker.class).sendDue();
    }

    @Test
    void a_mailer_gets_the_whole_mail_and_smtp_is_not_used() {
        FakeBrowser anna = APP.browser().with("Accept-Language", "fr");
        anna.calls(webauth -> webauth.register("a@x.test", "correct horse"));
        drain();
        Mailer.Mail mail = OwnMailer.SENT.get(0);
        assertThat(mail.recipient()).isEqualTo("a@x.test");
        assertThat(mail.template()).isEqualTo("confirm");
        assertThat(mail.locale()).isEqualTo(Locale.FRENCH);
        assertThat(mail.messageId()).matches("<[0-9a-f-]{36}@localhost>");
        assertThat(mail.text()).contains(mail.link().orElseThrow());
        assertThat(mail.html()).contains(mail.link().orElseThrow());
        assertThat(mail.toString()).doesNotContain(mail.link().orElseThrow());
        anna.get(mail.link().orElseThrow());
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    void a_mail_whose_mailer_throws_is_retried_and_delays_no_other_mail() {
        APP.registered("a@x.test", "correct horse");
        APP.registered("b@x.test", "correct horse");
        OwnMailer.FAILURES.add(new IllegalArgumentException("not this one"));
        drain();
        assertThat(OwnMailer.SENT).hasSize(1);
        drain();
        assertThat(OwnMailer.SENT).hasSize(2);
    }

    @Test
    void an_error_of_the_mailer_is_handled_like_an_exception() {
        APP.registered("a@x.test", "correct horse");
        OwnMailer.FAILURES.add(new NoClassDefFoundError("a jar too few"));
        drain();
        assertThat(APP.database().value("select error from webauth_mail")).contains("jar too few");
        drain();
        assertThat(OwnMailer.SENT).hasSize(1);
    }

    @Test
    void an_io_exception_of_the_mailer_delays_all_mails() {
        APP.registered("a@x.test", "correct horse");
        APP.registered("b@x.test", "correct horse");
        OwnMailer.FAILURES.add(new IOException("the service is away"));
        drain();
        assertThat(OwnMailer.SENT).isEmpty();
        drain();
        assertThat(OwnMailer.SENT).hasSize(2);
    }

    @Test
    void a_mail_sent_while_the_database_failed_is_not_sent_twice() {
        APP.registered("a@x.test", "correct horse");
        OwnMailer.databaseAway = true;
        for (int i = 0; i < 3; i++) {
            try {
                drain();
            } catch (RuntimeException e) {
                assertThat(e).hasMessageContaining("as if");
            }
        }
        OwnMailer.databaseAway = false;
        drain();
        assertThat(OwnMailer.SENT).hasSize(1);
        assertThat(APP.database().count("webauth_mail")).isZero();
    }
}
