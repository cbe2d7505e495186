package dev.webauth.impl.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @Test
    @Tag("LNK-08")
    void has_256_random_bits_and_never_repeats() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            String value = Token.random().value();
            assertThat(value).matches("[A-Za-z0-9_-]{43}");
            assertThat(seen.add(value)).isTrue();
        }
    }

    @Test
    void a_shortened_one_still_has_128_bits() {
        Token token = Token.random();
        String value = token.shortened().value();
        // Each character has 6 bits.
        assertThat(value.length() * 6).isGreaterThanOrEqualTo(128);
        assertThat(token.value()).startsWith(value);
        assertThat(Token.parse(value)).contains(token.shortened());
    }

    @Test
    void is_stored_as_a_digest_that_does_not_contain_it() {
        Token token = Token.random();
        assertThat(token.digest()).matches("[0-9a-f]{64}").doesNotContain(token.value());
        assertThat(Token.parse(token.value()).orElseThrow().digest()).isEqualTo(token.digest());
        assertThat(Token.digest("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void is_not_printed_by_toString() {
        Token token = Token.random();
        assertThat(token.toString()).doesNotContain(token.value());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "..",
                "short",
                "012345678901234567890",
                "01234567890123456789012",
                "0123456789012345678901234567890123456789012",
                "012345678901234567890123456789012345678901\n",
                "01234567890123456789012345678901234567890%2",
                "٠1234567890123456789012345678901234567890123"
            })
    @Tag("LNK-16")
    void malformed_text_is_no_token(String text) {
        boolean plain = text != null && text.matches("[0-9]{43}");
        assertThat(Token.parse(text).isPresent()).isEqualTo(plain);
    }
}
