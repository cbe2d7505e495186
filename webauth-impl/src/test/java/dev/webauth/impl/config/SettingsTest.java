package dev.webauth.impl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.impl.rig.TestApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String SECRET = "hunter2hunter2hunter2";

    @TempDir Path secrets;

    private String file(String text) throws IOException {
        return Files.write(secrets.resolve("secret"), text.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "secret-key, ${UNSET_VARIABLE}, UNSET_VARIABLE",
        "smtp.password, prefix-${UNSET_VARIABLE}, UNSET_VARIABLE",
        "smtp.password, ${UNSET_VARIABLE}-suffix, UNSET_VARIABLE",
        "public-url, https://${webauth.set}.${UNSET_HOST}/, UNSET_HOST",
        "email.sender, ${webauth.unset.sender}, webauth.unset.sender",
        "smtp.port, ${UNSET_A:${UNSET_B}}, UNSET_B",
        "smtp.host, ${webauth.outer}, UNSET_INNER"
    })
    void an_expression_without_a_value_stops_the_deployment(
            String key, String value, String variable) {
        assertThatThrownBy(
                        () ->
                                TestApplication.config(
                                        key,
                                        value,
                                        "set",
                                        "x",
                                        "outer",
                                        "a${UNSET_INNER}",
                                        "smtp.username",
                                        SECRET))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("webauth." + key + " refers to ${")
                .hasMessageContaining(variable)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void an_expression_that_can_be_resolved_or_has_a_default_is_accepted() {
        assertThat(TestApplication.config("smtp.host", "${UNSET:mail.test}").mail().host())
                .isEqualTo("mail.test");
        assertThat(TestApplication.config("smtp.host", "${UNSET:}").mail().host())
                .isEqualTo("localhost");
        assertThat(
                        TestApplication.config("smtp.host", "${UNSET:${webauth.a}}", "a", "b.test")
                                .mail()
                                .host())
                .isEqualTo("b.test");
        assertThat(
                        TestApplication.config("smtp.host", "${webauth.a}", "a", "mail.test")
                                .mail()
                                .host())
                .isEqualTo("mail.test");
        assertThat(TestApplication.config("email.sender", "\\${a}@x.test").mail().sender())
                .isPresent();
        assertThat(
                        TestApplication.config("smtp.host", "${webauth.a}", "a", "")
                                .mail()
                                .smtpConfigured())
                .as("docker compose passes a variable that is not set as an empty one")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\n\n"})
    void a_secret_is_read_from_a_file_without_its_line_end(String lineEnd) throws IOException {
        String file = file(SECRET + lineEnd);
        WebAuthConfig config =
                TestApplication.config("smtp.password-file", file, "secret-key-file", file);
        assertThat(config.mail().password()).contains(new Secret(SECRET));
        assertThat(config.secretKey()).contains(new Secret(SECRET));
    }

    @Test
    void blanks_and_letters_of_a_secret_in_a_file_are_kept() throws IOException {
        assertThat(
                        TestApplication.config("smtp.password-file", file(" pä ss \n"))
                                .mail()
                                .password())
                .contains(new Secret(" pä ss "));
        assertThat(
                        TestApplication.config("smtp.password-file", file("\ufeffpass"))
                                .mail()
                                .password())
                .contains(new Secret("pass"));
    }

    @Test
    void a_secret_and_its_file_together_stop_the_deployment() throws IOException {
        String file = file(SECRET);
        for (String key : new String[] {"smtp.password", "secret-key", "secret-key.previous"}) {
            assertThatThrownBy(() -> TestApplication.config(key, SECRET, key + "-file", file))
                    .hasMessageContaining("webauth." + key + " and webauth." + key + "-file")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void a_file_that_is_missing_or_empty_stops_the_deployment() throws IOException {
        String missing = secrets.resolve("missing").toString();
        assertThatThrownBy(() -> TestApplication.config("smtp.password-file", missing))
                .hasMessageContaining("webauth.smtp.password-file names " + missing);
        String empty = file("\n");
        assertThatThrownBy(() -> TestApplication.config("secret-key-file", empty))
                .hasMessageContaining("webauth.secret-key-file names " + empty);
        assertThatThrownBy(() -> TestApplication.config("secret-key-file", secrets.toString()))
                .hasMessageContaining("webauth.secret-key-file");
        Files.write(secrets.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(
                        () ->
                                TestApplication.config(
                                        "secret-key-file", secrets.resolve("binary").toString()))
                .hasMessageContaining("webauth.secret-key-file");
    }

    @Test
    void a_short_secret_in_a_file_is_refused_as_a_value_is() throws IOException {
        String file = file("short\n");
        assertThatThrownBy(() -> TestApplication.config("secret-key-file", file))
                .hasMessageContaining("webauth.secret-key ")
                .hasMessageNotContaining("short\n");
    }
}
