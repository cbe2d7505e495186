package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.MailQueue;
import dev.webauth.ParkedMail;
import dev.webauth.UnavailableException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.HealthAnswers;
import dev.webauth.impl.rig.Logged;
import dev.webauth.impl.rig.RawSmtp;
import dev.webauth.impl.rig.TestApplication;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Monitoring and control of mail by operators. */
class MailOperationsTest {

    private static final int PORT = RawSmtp.freePort();

    @RegisterExtension static final TestApplication APP = MailRig.application(PORT);

    @RegisterExtension static final TestApplication H2 = TestApplication.onH2();

    @RegisterExtension
    static final TestApplication WITHOUT_SENDER = TestApplication.with("dev-mode", "false");

    private MailRig rig;

    @BeforeEach
    void up() {
        rig = new MailRig(APP, PORT);
    }

    @AfterEach
    void down() {
        rig.smtp.stop();
    }

    private static void isOld() {
        APP.database().run("update webauth_mail set d_created = now() - interval '25 hours'");
    }

    @Test
    void the_queue_lists_waiting_and_parked_mails() {
        MailQueue queue = APP.bean(MailQueue.class);
        assertThat(queue.length()).isZero();
        assertThat(queue.oldestAge()).isEmpty();
        assertThat(queue.parked()).isEmpty();
        APP.registered("a@x.test", "correct horse");
        rig.passes(Duration.ofMinutes(5));
        assertThat(queue.length()).isEqualTo(1);
        assertThat(queue.oldestAge().orElseThrow()).isBetween(seconds(300), seconds(310));
        isOld();
        rig.drain();
        assertThat(queue.length()).isZero();
        ParkedMail parked = queue.parked().get(0);
        assertThat(parked.recipient()).isEqualTo("a@x.test");
        assertThat(parked.template()).isEqualTo("confirm");
        assertThat(parked.userId()).isPresent();
        assertThat(parked.attempts()).isEqualTo(1);
        assertThat(parked.error()).contains("connect");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void a_released_mail_is_retried_for_another_day_and_its_link_works() {
        FakeBrowser anna = APP.registered("a@x.test", "correct horse");
        isOld();
        rig.drain();
        APP.database().run("update webauth_link set d_expires = now() - interval '1 hour'");
        APP.database().run("update webauth_user set confirmed = true");
        APP.webauth().cleanup();
        APP.database().run("update webauth_user set confirmed = false");
        assertThat(APP.bean(MailQueue.class).releaseAll()).isEqualTo(1);
        rig.looksAgain();
        assertThat(APP.bean(MailQueue.class).length()).as("tried, not parked").isEqualTo(1);
        rig.smtp.start();
        rig.looksAgain();
        anna.get(MailRig.link(rig.smtp.received().get(0)));
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    void an_unknown_mail_is_not_released() {
        assertThat(APP.bean(MailQueue.class).release(-1)).isFalse();
        assertThat(APP.bean(MailQueue.class).releaseAll()).isZero();
    }

    @Test
    void an_application_that_never_mails_needs_no_mail_settings() {
        WITHOUT_SENDER.bean(MailWorker.class).sendDue();
        WITHOUT_SENDER.bean(MailWorker.class).poll();
        assertThat(WITHOUT_SENDER.bean(MailFigures.class).isFresh(seconds(1))).isTrue();
    }

    @Test
    void without_a_sender_the_visitor_gets_503_and_the_log_has_the_reason() {
        Logged logged = Logged.by("dev.webauth");
        assertThatThrownBy(() -> WITHOUT_SENDER.registered("a@x.test", "correct horse"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageNotContaining("webauth.");
        assertThat(logged.text()).startsWith("SEVERE: webauth.email.sender is not set");
        assertThat(WITHOUT_SENDER.database().count("webauth_user")).isZero();
    }

    @Test
    void the_queue_works_on_h2_too() {
        H2.registered("a@x.test", "correct horse");
        MailQueue queue = H2.bean(MailQueue.class);
        assertThat(queue.length()).isEqualTo(1);
        assertThat(queue.oldestAge()).isPresent();
        H2.database().run("update webauth_mail set parked = true");
        assertThat(queue.parked()).hasSize(1);
        assertThat(queue.release(queue.parked().get(0).id())).isTrue();
        H2.bean(MailWorker.class).sendDue();
        assertThat(H2.database().count("webauth_mail")).isZero();
    }

    @Test
    void jmx_shows_the_queue_while_the_application_runs() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("dev.webauth:type=MailQueue,application=\"/app\"");
        MailMonitor monitor = APP.bean(MailMonitor.class);
        monitor.start("/app");
        long retried = (Long) server.getAttribute(name, "Retried");
        long sent = (Long) server.getAttribute(name, "Sent");
        APP.registered("a@x.test", "correct horse");
        rig.drain();
        rig.passes(Duration.ofMinutes(1));
        APP.bean(MailWorker.class).poll();
        assertThat(server.getAttribute(name, "Length")).isEqualTo(1L);
        assertThat((Long) server.getAttribute(name, "OldestAgeSeconds")).isBetween(60L, 70L);
        assertThat(server.getAttribute(name, "Retried")).isEqualTo(retried + 1);
        assertThat(server.getAttribute(name, "ParkedLength")).isEqualTo(0L);
        assertThat((String) server.getAttribute(name, "LastError")).contains("connect");
        rig.smtp.start();
        rig.drain();
        assertThat(server.getAttribute(name, "Sent")).isEqualTo(sent + 1);
        assertThat(server.getAttribute(name, "LastError")).isEqualTo("");
        monitor.stop();
        assertThat(server.isRegistered(name)).isFalse();
    }

    /** Servers repeat the address in their error messages in different forms. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <private.person@x.test>: Recipient address rejected",
                "550-5.1.1 PRIVATE.PERSON unknown\r\n550 5.1.1 at x.test",
                "451 4.7.1 private.person=40x.test greylisted",
                "421 private.person@x.test has too many mails"
            })
    void monitoring_and_the_log_get_an_error_code_and_no_address(String answer) throws Exception {
        HealthCheckResponse.setResponseProvider(new HealthAnswers());
        rig.smtp.start().becomes(command -> command.startsWith("RCPT") ? answer : null);
        rig.notice("private.person@x.test");
        Logged logged = Logged.by("dev.webauth.mail");
        rig.drain();
        APP.bean(MailWorker.class).poll();
        List<String> told =
                List.of(
                        logged.text(),
                        APP.bean(MailFigures.class).lastError(),
                        readiness().call().getData().orElseThrow().get("reason").toString());
        assertThat(told)
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .contains("SMTP " + answer.substring(0, 3))
                                        .doesNotContainIgnoringCase("private")
                                        .doesNotContain("@")
                                        .doesNotContain("x.test"));
        assertThat(rig.ofMail("error")).containsIgnoringCase("private.person");
    }

    @Test
    void a_failure_to_connect_is_reported_by_its_kind() {
        rig.notice("a@x.test");
        Logged logged = Logged.by("dev.webauth.mail");
        rig.drain();
        assertThat(logged.text())
                .contains("could not connect to the mail server (ConnectException)")
                .doesNotContain("a@x.test");
    }

    @Test
    void health_is_up_while_the_outbox_can_be_read_and_includes_reasons() {
        HealthCheckResponse.setResponseProvider(new HealthAnswers());
        HealthCheck check = readiness();
        APP.clock().forward(Duration.ofHours(1));
        assertThat(check.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(check.call().getData().orElseThrow().get("reason"))
                .isEqualTo("The outbox could not be read for the last minute");
        APP.registered("a@x.test", "correct horse");
        rig.drain();
        APP.bean(MailWorker.class).poll();
        assertThat(check.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(check.call().getName()).isEqualTo("webauth-mail");
        assertThat(check.call().getData().orElseThrow()).containsEntry("length", 1L);
        assertThat(check.call().getData().orElseThrow().get("reason").toString())
                .contains("connect");
    }

    /** Looks the health check up as a server does. */
    private static HealthCheck readiness() {
        return APP.bean(HealthCheck.class, Readiness.Literal.INSTANCE);
    }
}
