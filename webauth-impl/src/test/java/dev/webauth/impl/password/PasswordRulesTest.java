package dev.webauth.impl.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private final PasswordRules rules = rules("public-url", "https://app.example.org");

    private static PasswordRules rules(String... settings) {
        PasswordRules rules = new PasswordRules();
        rules.config = TestApplication.config(settings);
        return rules;
    }

    private void refused(String password, String code) {
        assertThatThrownBy(() -> rules.check(password, "bob.smith.jones@x.test"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_long_and_rare_password_is_accepted() {
        assertThatCode(() -> rules.check("correct horse", "bob@x.test")).doesNotThrowAnyException();
        assertThatCode(() -> rules.check("correct horse", null)).doesNotThrowAnyException();
    }

    @Test
    @Tag("PWD-01")
    void length_counts_characters_not_bytes() {
        refused("aB3$xyz", "password_too_short");
        refused("😀".repeat(7), "password_too_short");
        for (String good :
                new String[] {"aB3$xyzw", "€".repeat(64), "😀".repeat(64), "😀".repeat(256)}) {
            assertThatCode(() -> rules.check(good, "bob@x.test")).doesNotThrowAnyException();
        }
    }

    @Test
    void a_missing_password_is_reported_as_missing() {
        refused("", "password_missing");
        refused(null, "password_missing");
    }

    @Test
    void a_very_long_password_is_refused() {
        refused("x".repeat(257), "password_too_long");
        refused("x".repeat(10_000_000), "password_too_long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass\0word1",
                "pass\nword1",
                "pass\u007fword1",
                "pass\ud800word1",
                "pass\udc00word1",
                "pass\uffffword1"
            })
    @Tag("PWD-05")
    void control_characters_and_broken_characters_are_refused(String password) {
        refused(password, "password_malformed");
        assertThatThrownBy(() -> PasswordRules.checkText(password))
                .isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PassWord",
                "12345678",
                "bob.smith.jones@x.test",
                "bob.smith.jones",
                "BOB.Smith.Jones",
                "app.example.org"
            })
    @Tag("PWD-08")
    void an_easily_guessed_password_is_refused(String password) {
        refused(password, "password_too_common");
    }

    @ParameterizedTest
    @CsvSource({"3, abc, true", "3, ab, false", "15, fourteen-chars, false"})
    void the_minimum_is_configurable(int minimum, String password, boolean good) {
        PasswordRules own = rules("password.min-length", String.valueOf(minimum));
        if (good) {
            assertThatCode(() -> own.check(password, null)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> own.check(password, null))
                    .hasMessageContaining("at least " + minimum);
        }
    }
}
