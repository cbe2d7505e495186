package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.TestApplication;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SmtpSessionTest {

    @Test
    void off_loopback_tls_is_required_and_nothing_waits_for_ever() throws Exception {
        Properties properties =
                new SmtpSession(TestApplication.config("smtp.host", "mail.example.org").mail())
                        .open()
                        .getProperties();
        assertThat(properties)
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
                .containsEntry("mail.smtp.connectiontimeout", "5000")
                .containsEntry("mail.smtp.timeout", "10000")
                .containsEntry("mail.smtp.writetimeout", "10000");
    }

    @Test
    void the_servers_own_session_keeps_what_it_says_and_is_left_as_it_is() {
        Properties own = new Properties();
        own.put("mail.smtp.host", "mail.example.org");
        own.put("mail.smtp.timeout", "3000");
        Authenticator password =
                new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(getDefaultUserName(), "its password");
                    }
                };
        Session session = SmtpSession.withTimeouts(Session.getInstance(own, password));
        assertThat(session.getProperties())
                .containsEntry("mail.smtp.host", "mail.example.org")
                .containsEntry("mail.smtp.timeout", "3000")
                .containsEntry("mail.smtp.writetimeout", "10000");
        assertThat(own).doesNotContainKey("mail.smtp.writetimeout");
        PasswordAuthentication given =
                session.requestPasswordAuthentication(null, 25, "smtp", null, "app");
        assertThat(given.getUserName()).isEqualTo("app");
        assertThat(given.getPassword()).isEqualTo("its password");
    }
}
