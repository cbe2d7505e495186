package dev.webauth.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void an_empty_environment_gives_port_8080_and_the_embedded_database() {
        assertThat(Options.of(Map.of())).isEqualTo(new Options(8080, false));
        assertThat(Options.of(Map.of("WEBAUTH_DEMO_PORT", "", "WEBAUTH_DEMO_JDBC_URL", "")))
                .isEqualTo(new Options(8080, false));
    }

    @Test
    void the_environment_chooses_port_and_database() {
        Map<String, String> environment =
                Map.of(
                        "WEBAUTH_DEMO_PORT", "18080",
                        "WEBAUTH_DEMO_JDBC_URL", "jdbc:postgresql://localhost/demo");

        assertThat(Options.of(environment)).isEqualTo(new Options(18080, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "8080 ", "http", "99999999999"})
    void a_wrong_port_is_refused_by_its_name(String port) {
        assertThatExceptionOfType(DemoFailure.class)
                .isThrownBy(() -> Options.of(Map.of("WEBAUTH_DEMO_PORT", port)))
                .withMessageContaining("WEBAUTH_DEMO_PORT")
                .withMessageContaining(port);
    }

    @Test
    void another_database_is_refused_without_repeating_its_password() {
        assertThatExceptionOfType(DemoFailure.class)
                .isThrownBy(
                        () -> Options.of(Map.of("WEBAUTH_DEMO_JDBC_URL", "jdbc:h2:mem;PASSWORD=s")))
                .withMessage("WEBAUTH_DEMO_JDBC_URL must start with jdbc:postgresql:");
    }
}
