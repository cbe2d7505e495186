package dev.webauth.impl.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final List<String> verified = new ArrayList<>();
    private final Passwords passwords = new Passwords();

    PasswordsTest() {
        passwords.hasher =
                new FastHasher() {
                    @Override
                    public boolean verify(String password, String stored) {
                        verified.add(stored);
                        return super.verify(password, stored);
                    }
                };
    }

    @Test
    void pwd_13_an_unknown_account_costs_one_hash_as_a_known_one() {
        assertThat(passwords.matches("wrong", null)).isFalse();
        assertThat(passwords.matches("wrong", passwords.hash("right"))).isFalse();
        assertThat(verified).hasSize(2).allMatch(stored -> stored.startsWith("{fast}"));
    }

    @Test
    void pwd_12_an_account_without_a_password_is_not_entered_by_any() {
        assertThat(passwords.matches("", null)).isFalse();
        assertThat(passwords.matches(null, null)).isFalse();
        assertThat(passwords.matches("null", null)).isFalse();
        assertThat(passwords.matches("nobody has this password", null)).isFalse();
        assertThat(verified).hasSize(4);
    }

    @Test
    void an_empty_password_fits_nothing() {
        assertThat(passwords.matches("", passwords.hash(""))).isFalse();
        assertThat(passwords.matches(null, passwords.hash(""))).isFalse();
    }

    @Test
    void a_turn_is_given_back_by_failing_work() {
        for (int i = 0; i < 100; i++) {
            try {
                passwords.inTurn(
                        () -> {
                            throw new IllegalArgumentException();
                        });
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        assertThat(passwords.<String>inTurn(() -> "done")).isEqualTo("done");
    }
}
