package dev.webauth.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings about accepted values that weaken the application or have no effect. */
class WarningsTest {

    private static final String KEY = "long enough and only for this test";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public-url|http://app.example.org|||webauth.public-url is http",
                "trusted-proxies|10.0.0.0/8|||webauth.trusted-proxies has no effect",
                "real-ip-header|X-Forwarded-For|public-url|https://x.test|webauth.real-ip-header has"
            })
    void a_weak_value_is_warned_about(
            String key, String value, String other, String otherValue, String warning) {
        assertThat(warnings(key, value, other, otherValue)).contains(warning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public-url|https://app.example.org||",
                "public-url|http://localhost:8080||",
                "real-ip-header|X-Forwarded-For|dev-mode|true",
                "real-ip-header|X-Forwarded-For|public-url|http://127.0.0.1"
            })
    void a_sound_value_is_not_warned_about(
            String key, String value, String other, String otherValue) {
        assertThat(warnings(key, value, other, otherValue)).isEmpty();
    }

    private static String warnings(String key, String value, String other, String otherValue) {
        return String.join(
                "\n",
                Warnings.of(
                        other == null
                                ? TestApplication.config(key, value, "secret-key", KEY)
                                : TestApplication.config(
                                        key, value, other, otherValue, "secret-key", KEY)));
    }
}
