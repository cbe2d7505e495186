package dev.webauth.impl.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private final Seal seal = seal("one key that is long enough");

    private static Seal seal(String key) {
        Seal seal = new Seal();
        seal.config = TestApplication.config("secret-key", key);
        return seal;
    }

    @Test
    void what_is_sealed_opens_again() {
        String sealed = seal.seal("api key", "wa_é😀");
        assertThat(sealed).doesNotContain("wa_");
        assertThat(seal.open("api key", sealed)).contains("wa_é😀");
        assertThat(seal("one key that is long enough").open("api key", sealed)).contains("wa_é😀");
    }

    @Test
    void one_text_is_sealed_differently_each_time() {
        assertThat(seal.seal("a", "text")).isNotEqualTo(seal.seal("a", "text"));
    }

    @Test
    void it_opens_for_no_other_purpose() {
        assertThat(seal.open("mail link", seal.seal("api key", "text"))).isEmpty();
    }

    @Test
    void it_opens_under_no_other_key() {
        assertThat(
                        seal("another key that is long enough")
                                .open("api key", seal.seal("api key", "text")))
                .isEmpty();
    }

    @Test
    void no_bit_of_it_can_be_changed() {
        String sealed = seal.seal("a", "text");
        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThat(seal.open("a", changed)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "????", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void nonsense_opens_not(String sealed) {
        assertThat(seal.open("a", sealed)).isEmpty();
    }
}
