package dev.webauth.impl.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.rig.Logged;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings in the log at each start. */
class StartCheckTest {

    private static final String[] GOOD = {
        "public-url", "https://app.example.org",
        "secret-key", "0123456789abcdef0123456789abcdef",
        "email.sender", "app@example.org"
    };

    /** A mailer that discards mails. */
    @ApplicationScoped
    public static class SilentMailer implements Mailer {
        @Override
        public void send(Mail mail) {}
    }

    private static String started(List<Class<?>> beans, String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            String key = settings[i];
            all.put(key.startsWith("WEBAUTH") ? key : "webauth." + key, settings[i + 1]);
        }
        Logged logged = Logged.by("dev.webauth");
        try (WeldContainer container = TestApplication.boot(all, beans)) {
            container.select(StartCheck.class).get().run();
        }
        return logged.text();
    }

    private static String startedWith(String... more) {
        return started(List.of(), Stream.of(GOOD, more).flatMap(Stream::of).toArray(String[]::new));
    }

    @Test
    void a_good_configuration_is_not_warned_about() {
        assertThat(startedWith()).isEmpty();
        assertThat(
                        startedWith(
                                "WEBAUTH_SMTP_HOST", "localhost",
                                "WEBAUTH_GITHUB_CLIENT_SECRET", "s",
                                "demo.port", "1",
                                "WEBAUTH_DEMO_JDBC_URL", "x",
                                "google.client-secret-file", "/run/secrets/google",
                                "gitlab.scope", "openid"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "smpt.host, webauth.smtp.host",
        "smtp.hots, webauth.smtp.host",
        "email.sendr, webauth.email.sender",
        "email.confrim.subject, webauth.email.confirm.subject",
        "github.client-secrt, webauth.github.client-secret",
        "gihtub.scope, webauth.github.scope",
        "pasword.min-length, webauth.password.min-length",
        "public.url, webauth.public-url",
        "Smtp.Host, webauth.smtp.host",
        "secret-key-fil, webauth.secret-key-file",
        "WEBAUTH_SMPT_HOST, webauth.smtp.host",
        "WEBAUTH_PUBLIC_ULR, webauth.public-url"
    })
    void a_misspelt_key_is_reported_with_the_nearest_known_key_and_without_its_value(
            String key, String nearest) {
        String name = key.startsWith("WEBAUTH") ? key : "webauth." + key;
        assertThat(startedWith(key, "hunter2"))
                .isEqualTo(
                        "WARNING: "
                                + name
                                + " is not a key of WebAuth and has no effect; the nearest key is "
                                + nearest);
    }

    @ParameterizedTest
    @CsvSource({
        "gihtub, did you mean github?",
        "githb, did you mean github?",
        "gogle, did you mean google?",
        "my-company, my-company is not a preset"
    })
    void a_misspelt_provider_stops_the_deployment_with_a_suggestion(String id, String hint) {
        assertThatThrownBy(() -> startedWith(id + ".client-id", "x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("webauth." + id + ".")
                .hasMessageContaining(hint);
        assertThatThrownBy(() -> startedWith("providers", id))
                .hasMessageContaining("webauth." + id + ".client-id")
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public-url|http://app.example.org|webauth.public-url is http",
                "public-url|http://10.0.0.1:8080|webauth.public-url is http",
                "fix-ssl|false|webauth.fix-ssl is false",
                "public-url||webauth.public-url is not set",
                "email.sender||webauth.email.sender is not set",
                "secret-key||webauth.secret-key is not set",
                "password.min-length|7|webauth.password.min-length is 7",
                "password.min-length|1|webauth.password.min-length is 1"
            })
    void weak_or_missing_settings_are_warned_about(String key, String value, String warning) {
        assertThat(startedWith(key, value == null ? "" : value)).startsWith("WARNING: " + warning);
    }

    @Test
    void an_smtp_password_without_encryption_is_warned_about() {
        String[] remote = {"smtp.host", "mail.example.org", "smtp.password", "hunter2"};
        assertThat(startedWith(remote)).isEmpty();
        assertThat(
                        startedWith(
                                "smtp.host", "mail.example.org",
                                "smtp.password", "hunter2",
                                "smtp.tls", "none"))
                .startsWith("WARNING: webauth.smtp.tls is none")
                .doesNotContain("hunter2");
        assertThat(startedWith("smtp.password", "hunter2", "smtp.tls", "none")).isEmpty();
    }

    @Test
    void a_range_of_proxies_that_covers_all_addresses_is_warned_about() {
        assertThat(
                        startedWith(
                                "real-ip-header", "X-Forwarded-For",
                                "trusted-proxies", "10.0.0.0/8,0.0.0.0/0"))
                .startsWith("WARNING: webauth.trusted-proxies trusts every address");
    }

    @Test
    void neither_dev_mode_nor_a_mailer_needs_a_sender() {
        assertThat(startedWith("public-url", "", "email.sender", "", "dev-mode", "true")).isEmpty();
        assertThat(
                        started(
                                List.of(SilentMailer.class),
                                "public-url",
                                "https://app.example.org",
                                "secret-key",
                                "0123456789abcdef",
                                "mail-session",
                                "java:jboss/mail/Nope"))
                .isEmpty();
    }

    @Test
    void a_mail_session_that_does_not_exist_stops_the_deployment() {
        assertThatThrownBy(() -> startedWith("mail-session", "java:jboss/mail/Nope"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("webauth.mail-session must be the JNDI name")
                .hasMessageContaining("java:jboss/mail/Nope");
    }

    @ParameterizedTest
    @CsvSource({
        "email.language, it, webauth.email.language",
        "email.language, deutsch, webauth.email.language",
        "app-name, https://evil.test, webauth.app-name"
    })
    void a_language_or_name_that_no_mail_can_use_stops_the_deployment(
            String key, String value, String name) {
        assertThatThrownBy(() -> startedWith(key, value)).hasStackTraceContaining(name);
    }

    @Test
    void a_subject_that_does_not_fit_into_a_header_stops_the_deployment() {
        startedWith("email.confirm.subject", "word ".repeat(500));
        assertThatThrownBy(() -> startedWith("email.confirm.subject", "x".repeat(501)))
                .hasMessageStartingWith(
                        "webauth.email.confirm.subject has a word of more than 500");
    }
}
