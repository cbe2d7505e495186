package dev.webauth.impl.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    @Test
    @Tag("KEY-01")
    void has_32_characters_with_a_prefix_and_never_repeats() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            String value = ApiKey.random().value();
            assertThat(value).matches("wa_[0-9A-Za-z]{29}").hasSize(32);
            assertThat(ApiKey.parse(value)).isPresent();
            assertThat(seen.add(value)).isTrue();
        }
    }

    @Test
    @Tag("KEY-03")
    void a_mistyped_key_is_refused() {
        String good = ApiKey.random().value();
        assertThat(ApiKey.parse(null)).isEmpty();
        assertThat(ApiKey.parse("")).isEmpty();
        assertThat(ApiKey.parse(good.substring(1))).isEmpty();
        assertThat(ApiKey.parse(good + "0")).isEmpty();
        assertThat(ApiKey.parse(" " + good.substring(0, 31))).isEmpty();
        assertThat(ApiKey.parse(good.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(ApiKey.parse("wa_" + "٠".repeat(29))).isEmpty();
        assertThat(ApiKey.parse("\0".repeat(32))).isEmpty();
        assertThat(ApiKey.parse("x".repeat(1_000_000))).isEmpty();
        for (int i = 3; i < good.length(); i++) {
            char other = good.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(ApiKey.parse(good.substring(0, i) + other + good.substring(i + 1)))
                    .isEmpty();
        }
    }

    @Test
    void is_not_printed_by_toString() {
        ApiKey key = ApiKey.random();
        assertThat(key.toString()).doesNotContain(key.value());
    }
}
