package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxTest {

    private static final int PORT = freePort();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "dev-mode",
                    "false",
                    "email.sender",
                    "My App <app@example.org>",
                    "smtp.port",
                    String.valueOf(PORT));

    private static int tests;

    private GreenMail smtp;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void up() {
        // The worker may still be in a pause from the previous test.
        APP.clock().forward(Duration.ofMinutes(++tests));
        smtp = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
    }

    @AfterEach
    void down() {
        smtp.stop();
    }

    private static void drain() {
        APP.clock().forward(Duration.ofSeconds(6)); // past the pause after a failed connection
        APP.bean(MailWorker.class).sendDue();
    }

    private static void allIsDue() {
        APP.database().run("update webauth_mail set d_due = now() - interval '1 second'");
    }

    private static String link(MimeMessage mail) throws Exception {
        String text =
                ((jakarta.mail.Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
        Matcher link = Pattern.compile("http://\\S+").matcher(text);
        assertThat(link.find()).isTrue();
        return link.group();
    }

    @Test
    void a_mail_arrives_complete() throws Exception {
        FakeBrowser anna = APP.registered("Anna@exämple.test", "correct horse");
        drain();
        MimeMessage mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("anna@xn--exmple-cua.test");
        assertThat(mail.getFrom()[0]).hasToString("My App <app@example.org>");
        assertThat(mail.getSubject()).isEqualTo("Please confirm your e-mail address");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@example\\.org>");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        anna.get(link(mail));
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    @Tag("FLT-01")
    void with_smtp_down_no_call_fails_and_the_mail_is_sent_later_with_the_same_message_id()
            throws Exception {
        smtp.stop();
        FakeBrowser anna = APP.registered("a@x.test", "correct horse");
        drain();
        assertThat(APP.database().value("select attempts from webauth_mail")).isEqualTo("1");
        assertThat(APP.database().value("select error from webauth_mail")).isNotBlank();
        assertThat(APP.database().value("select parked from webauth_mail")).isEqualTo("f");
        String id = APP.database().value("select message_id from webauth_mail");
        drain();
        assertThat(APP.database().value("select attempts from webauth_mail"))
                .as("not due yet")
                .isEqualTo("1");
        allIsDue();
        smtp.start();
        drain();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(smtp.getReceivedMessages()[0].getMessageID()).isEqualTo(id);
        assertThat(APP.database().count("webauth_mail")).isZero();
        assertThat(anna.get(link(smtp.getReceivedMessages()[0])).status()).isEqualTo(303);
    }

    @Test
    void the_life_of_a_link_begins_when_its_mail_is_sent() {
        APP.confirmed("a@x.test", "correct horse");
        APP.browser().calls(webauth -> webauth.sendAccountRemind("a@x.test", null));
        assertThat(minutesLeft()).isGreaterThan(60);
        drain();
        assertThat(minutesLeft()).isBetween(58, 60);
    }

    private static int minutesLeft() {
        return Integer.parseInt(
                APP.database()
                        .value(
                                "select floor(extract(epoch from d_expires - now()) / 60)::int from"
                                        + " webauth_link"));
    }

    @Test
    void a_mail_is_parked_after_a_day_and_delays_no_other_mail() throws Exception {
        APP.registered("old@x.test", "correct horse");
        APP.database().run("update webauth_mail set d_created = now() - interval '25 hours'");
        smtp.stop();
        drain();
        assertThat(APP.database().value("select parked from webauth_mail")).isEqualTo("t");
        smtp.start();
        allIsDue();
        APP.registered("new@x.test", "correct horse");
        drain();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(smtp.getReceivedMessages()[0].getRecipients(Message.RecipientType.TO)[0])
                .hasToString("new@x.test");
    }

    @Test
    void an_unreadable_mail_delays_no_other_mail() {
        APP.registered("bad@x.test", "correct horse");
        APP.database().run("update webauth_mail set link = 'sealed under another key'");
        APP.registered("good@x.test", "correct horse");
        drain();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(APP.database().value("select recipient from webauth_mail"))
                .isEqualTo("bad@x.test");
    }

    @Test
    void a_mail_with_an_unknown_template_delays_no_other_mail() {
        APP.registered("bad@x.test", "correct horse");
        APP.database().run("update webauth_mail set template = 'of a later version'");
        APP.registered("good@x.test", "correct horse");
        drain();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
    }

    @Test
    void the_last_check_before_sending_refuses_a_malformed_recipient() {
        APP.registered("a@x.test", "correct horse");
        APP.database().run("update webauth_mail set recipient = 'mıke@x.test'");
        drain();
        assertThat(smtp.getReceivedMessages()).isEmpty();
        assertThat(APP.database().value("select error from webauth_mail")).contains("no plain");
    }

    @Test
    void a_mail_claimed_by_another_node_is_not_sent() {
        APP.registered("a@x.test", "correct horse");
        APP.database().run("update webauth_mail set d_due = now() + interval '2 minutes'");
        drain();
        assertThat(smtp.getReceivedMessages()).isEmpty();
        allIsDue();
        drain();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
    }

    @Test
    @Tag("LNK-21")
    void no_text_of_a_request_is_in_a_mail() throws Exception {
        APP.browser()
                .with("User-Agent", "<b>Visit evil.test</b>")
                .calls(
                        webauth ->
                                webauth.register(
                                        "visit.evil.test@x.test",
                                        "correct horse",
                                        false,
                                        "/visit-evil.test"));
        drain();
        java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
        smtp.getReceivedMessages()[0].writeTo(whole);
        assertThat(
                        whole.toString(java.nio.charset.StandardCharsets.US_ASCII)
                                .replaceAll("(?m)^(To|Received|Delivered-To|\\s+for).*", ""))
                .doesNotContain("evil.test");
    }
}
