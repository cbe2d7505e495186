package dev.webauth.impl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.impl.rig.TestApplication;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAuthConfigTest {

    @Test
    void nothing_needs_to_be_set() {
        WebAuthConfig config = TestApplication.config();
        assertThat(config.basePrefix()).isEqualTo("/auth");
        assertThat(config.rootUri()).isEqualTo("/");
        assertThat(config.datasource()).isEqualTo("java:comp/DefaultDataSource");
        assertThat(config.allowRegistration()).isTrue();
        assertThat(config.userUnconfirmedExpires()).isEqualTo(Duration.ofHours(24));
        assertThat(config.concealAccounts()).isFalse();
        assertThat(config.passwordMinLength()).isEqualTo(8);
        assertThat(config.bcryptCost()).isEqualTo(12);
        assertThat(config.devMode()).isFalse();
        assertThat(config.mail().templates().get("remind").expires())
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public-url|example.org",
                "public-url|ftp://example.org",
                "public-url|https://",
                "public-url|https://user@example.org",
                "public-url|https://example.org?a=b",
                "public-url|https://example.org#a",
                "public-url|https://exa mple.org",
                "public-url|https://b\u00fccher.example",
                "public-url|https://example.org:65536",
                "public-url|https://example.org:x",
                "public-url|https:/example.org",
                "public-url|https://exa,mple.org",
                "limit.resend|5",
                "limit.resend|0/PT1M",
                "limit.resend|5/1m",
                "limit.resend|5/PT0S",
                "limit.resend|5/P400D",
                "base-prefix|auth",
                "base-prefix|/",
                "base-prefix|/auth/",
                "base-prefix|/a//b",
                "base-prefix|/*",
                "root-uri|home",
                "login-uri|log-in",
                "protect|app",
                "protect|/app/*,/a*b",
                "login-uri|//evil.test",
                "jakarta-security|perhaps",
                "root-uri|//evil.test",
                "root-uri|https://evil.test",
                "root-uri|/\\evil.test",
                "secret-key|short",
                "allow-registration|yes",
                "user-unconfirmed-expires|24h",
                "user-unconfirmed-expires|PT0S",
                "user-unconfirmed-expires|-PT1H",
                "user-unconfirmed-expires|P99999D",
                "conceal-accounts|1",
                "password.min-length|0",
                "password.min-length|65",
                "password.min-length|eight",
                "password.min-length|8.5",
                "password.bcrypt-cost|9",
                "password.bcrypt-cost|16",
                "trusted-proxies|localhost",
                "trusted-proxies|10.0.0.0/8,nonsense",
                "log-user-events|on",
                "log-retention|P0D",
                "log-retention|1 year",
                "schema|drop-and-create",
                "fix-ssl|ja",
                "api-key.reveal|maybe",
                "dev-mode|TRUE!",
                "email.sender|nobody",
                "email.sender|a@x.test, b@x.test",
                "email.sender|Name a@x.test",
                "email.sender|Name <a@x.test> more",
                "email.sender|Name <a@x.test",
                "email.sender|Name <jürgen@x.test>",
                "email.sender|Name <a@straße.test>",
                "email.sender|group: a@x.test;",
                "email.sender|a@[127.0.0.1]",
                "smtp.ehlo|two words",
                "smtp.ehlo|straße.test",
                "smtp.ehlo|[",
                "email.confirm.expires|1 day",
                "email.change.expires|PT0S",
                "email.remind.expires|P31D",
                "email.confirm.text|no link in here",
                "email.remind.html|no link in here",
                "smtp.port|0",
                "smtp.port|65536",
                "smtp.port|smtp",
                "smtp.tls|yes"
            })
    void a_wrong_value_is_refused_by_the_name_of_its_key(String key, String value) {
        assertThatThrownBy(() -> TestApplication.config(key, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("webauth." + key + " ");
    }

    @Test
    void a_secret_is_never_in_a_message() {
        assertThatThrownBy(() -> TestApplication.config("secret-key", "hunter2"))
                .message()
                .doesNotContain("hunter2");
        assertThat(
                        TestApplication.config(
                                        "secret-key",
                                        "hunter2hunter2hunter2",
                                        "smtp.password",
                                        "hunter2")
                                .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void dev_mode_is_refused_with_a_public_url_that_is_not_local() {
        assertThatThrownBy(
                        () ->
                                TestApplication.config(
                                        "dev-mode", "true", "public-url", "https://example.org"))
                .hasMessageContaining("webauth.dev-mode");
        for (String url :
                new String[] {
                    "http://localhost:8080",
                    "http://127.0.0.1",
                    "http://127.1.2.3:1",
                    "http://[::1]"
                }) {
            assertThat(TestApplication.config("dev-mode", "true", "public-url", url).devMode())
                    .isTrue();
        }
        for (String url :
                new String[] {
                    "http://localhost.evil.test", "http://127.0.0.1.evil.test", "http://10.0.0.1"
                }) {
            assertThatThrownBy(() -> TestApplication.config("dev-mode", "true", "public-url", url))
                    .hasMessageContaining("webauth.dev-mode");
        }
    }

    @Test
    void the_public_url_loses_a_slash_at_its_end() {
        assertThat(TestApplication.config("public-url", "https://example.org/app/").publicUrl())
                .contains(URI.create("https://example.org/app"));
    }

    /** The URL is normalised to the form in which browsers write an Origin header. */
    @ParameterizedTest
    @CsvSource({
        "https://example.org/app//, https://example.org/app",
        "https://example.org//, https://example.org",
        "https://example.org//app, https://example.org/app",
        "https://example.org:443, https://example.org",
        "https://example.org:, https://example.org",
        "http://example.org:80/a, http://example.org/a",
        "https://example.org:80, https://example.org:80",
        "HTTPS://Example.ORG/App, https://example.org/App",
        "https://my_app.example.org:8443/, https://my_app.example.org:8443",
        "https://[2001:DB8::1]:443, https://[2001:db8::1]"
    })
    void the_public_url_is_normalised(String typed, String url) {
        assertThat(TestApplication.config("public-url", typed).publicUrl())
                .contains(URI.create(url));
    }

    @Test
    void a_host_in_other_scripts_is_refused_with_the_remedy() {
        assertThatThrownBy(
                        () -> TestApplication.config("public-url", "https://b\u00fccher.example"))
                .hasMessageContaining("xn--");
    }

    @Test
    void blanks_around_a_value_are_removed() {
        WebAuthConfig config =
                TestApplication.config(
                        "password.min-length", " 10 ", "trusted-proxies", " 10.0.0.1 , ::1 ,");
        assertThat(config.passwordMinLength()).isEqualTo(10);
        assertThat(config.trustedProxies()).hasSize(2);
        assertThat(TestApplication.config("base-prefix", " ").basePrefix()).isEqualTo("/auth");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, , NONE",
        "127.0.0.1, , NONE",
        "smtp.example.org, , STARTTLS",
        "smtp.example.org, none, NONE",
        "localhost, ssl, SSL"
    })
    void mail_is_encrypted_unless_the_server_is_on_this_machine(
            String host, String tls, MailConfig.Tls expected) {
        assertThat(
                        TestApplication.config(
                                        "smtp.host", host, "smtp.tls", tls == null ? "" : tls)
                                .mail()
                                .tls())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\u0000", "\u0085", "\u2028", "\ud800"})
    void no_value_can_add_a_header_or_a_command(String text) {
        assertThatThrownBy(
                        () ->
                                TestApplication.config(
                                        "email.sender", "My" + text + "App <a@x.test>"))
                .hasMessageContaining("webauth.email.sender ");
        assertThatThrownBy(() -> TestApplication.config("smtp.ehlo", "a" + text + "b"))
                .hasMessageContaining("webauth.smtp.ehlo ");
    }

    @Test
    void a_senders_name_has_at_most_200_characters() {
        TestApplication.config("email.sender", "n".repeat(200) + " <app@example.org>");
        assertThatThrownBy(
                        () ->
                                TestApplication.config(
                                        "email.sender", "n".repeat(201) + " <app@example.org>"))
                .hasMessageContaining("webauth.email.sender");
    }

    @Test
    void a_deployment_with_a_wrong_key_fails_and_names_it() {
        assertThatThrownBy(
                        () ->
                                TestApplication.boot(
                                        Map.of("webauth.smtp.port", "many"), java.util.List.of()))
                .hasStackTraceContaining("webauth.smtp.port must be a whole number, was \"many\"");
    }
}
