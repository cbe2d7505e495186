package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.RawSmtp;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.rig.TestNaming;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sends by a mail session of the server, found by its JNDI name, in place of {@code
 * webauth.smtp.*}.
 */
class ServersMailSessionTest {

    private static final String NAME = "java:comp/env/mail/app";
    private static final int PORT = RawSmtp.freePort();
    private static final int NOBODY_THERE = RawSmtp.freePort();

    @RegisterExtension
    static final TestApplication APP = MailRig.application(NOBODY_THERE, "mail-session", NAME);

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
    void mail_is_sent_by_the_session() {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(PORT));
        TestNaming.bind(NAME, Session.getInstance(properties));
        rig.notice("v@x.test");
        rig.drain();
        assertThat(smtp.received()).hasSize(1);
        assertThat(smtp.received().get(0).recipients()).containsExactly("RCPT TO:<v@x.test>");
        assertThat(rig.waiting()).isZero();
    }

    @Test
    void without_a_session_of_that_name_mail_waits() {
        TestNaming.bind(NAME, "no session at all");
        rig.notice("v@x.test");
        rig.drain();
        assertThat(rig.waiting()).isEqualTo(1);
        assertThat(smtp.received()).isEmpty();
    }
}
