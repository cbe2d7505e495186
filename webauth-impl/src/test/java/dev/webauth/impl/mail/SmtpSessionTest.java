package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.rig.TestApplication;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpSessionTest {

    @ParameterizedTest
    @CsvSource({
        "https://app.example.org/x, , app.example.org",
        "https://192.0.2.1, , [192.0.2.1]",
        "https://[2001:db8::1], , [IPv6:2001:db8::1]",
        "http://localhost:8080, , ",
        ", , ",
        "https://app.example.org, mail.example.org, mail.example.org",
        "https://app.example.org, Bücher.example, xn--bcher-kva.example",
        ", [192.0.2.1], [192.0.2.1]",
        "http://localhost, intern, intern"
    })
    void it_greets_with_a_full_name(String publicUrl, String ehlo, String greeting)
            throws Exception {
        for (String tls : new String[] {"none", "ssl"}) {
            MailConfig mail =
                    TestApplication.config(
                                    "public-url", publicUrl == null ? "" : publicUrl,
                                    "smtp.ehlo", ehlo == null ? "" : ehlo,
                                    "smtp.tls", tls)
                            .mail();
            String key = tls.equals("ssl") ? "mail.smtps.localhost" : "mail.smtp.localhost";
            assertThat(new SmtpSession(mail).open().getProperty(key)).isEqualTo(greeting);
        }
    }

    @Test
    void outside_of_loopback_tls_is_required_and_every_operation_has_a_time_out() throws Exception {
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
    void the_properties_of_the_servers_session_are_kept_and_not_modified() {
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
        Session session =
                new SmtpSession(TestApplication.config("smtp.ehlo", "app.example.org").mail())
                        .completed(Session.getInstance(own, password));
        assertThat(session.getProperties())
                .containsEntry("mail.smtp.host", "mail.example.org")
                .containsEntry("mail.smtp.timeout", "3000")
                .containsEntry("mail.smtp.localhost", "app.example.org")
                .containsEntry("mail.smtp.writetimeout", "10000");
        assertThat(own).doesNotContainKey("mail.smtp.writetimeout");
        PasswordAuthentication given =
                session.requestPasswordAuthentication(null, 25, "smtp", null, "app");
        assertThat(given.getUserName()).isEqualTo("app");
        assertThat(given.getPassword()).isEqualTo("its password");
    }
}
