package dev.webauth.impl.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.store.ClusterState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private final Seal seal = seal("one key that is long enough");

    private static Seal seal(String key, String... previous) {
        Seal seal = new Seal();
        seal.config =
                TestApplication.config(
                        "secret-key", key, "secret-key.previous", String.join(",", previous));
        seal.clusterState = new NoSettings();
        return seal;
    }

    /** The state of a database in which no key was generated yet. */
    private static class NoSettings extends ClusterState {
        @Override
        public Optional<String> find(String name) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one key that is long enough",
                "a,key,with,a,comma,in,it",
                "0123456789abcdef0123456789abcdef"
            })
    void a_text_sealed_by_an_older_key_can_still_be_opened(String older) {
        String sealed = seal(older).seal("a", "text");
        assertThat(seal("the newest key of all", older).open("a", sealed)).contains("text");
        assertThat(seal("the newest key of all").open("a", sealed)).isEmpty();
        if (!older.contains(",")) {
            String[] all = {"a key of an even older time", " " + older + " "};
            assertThat(seal("the newest key of all", all).open("a", sealed)).contains("text");
        }
    }

    @Test
    void the_newest_key_seals_and_its_id_is_in_the_text() {
        Seal rotated = seal("the newest key of all", "one key that is long enough");
        String sealed = rotated.seal("a", "text");
        assertThat(seal("the newest key of all").open("a", sealed)).contains("text");
        assertThat(sealed).matches("[A-Za-z0-9_-]{8}\\.[A-Za-z0-9_-]+");
        assertThat(sealed.substring(0, 8)).isNotEqualTo(seal.seal("a", "text").substring(0, 8));
    }

    /** Sealed by version 0.1 under "one key that is long enough". */
    @Test
    void a_text_of_an_earlier_version_without_an_id_still_opens() {
        String sealed = "u9YjQNZYbKGhpsktSRo5sOMZmlSO_5dMm2EJPjWmhtw-IVA5RQ";
        assertThat(seal.open("api key", sealed)).contains("wa_é😀");
        assertThat(
                        seal("the newest key of all", "another key of an older time")
                                .open("api key", sealed))
                .isEmpty();
        assertThat(
                        seal("the newest key of all", "one key that is long enough")
                                .open("api key", sealed))
                .contains("wa_é😀");
    }

    @Test
    void a_sealed_text_can_be_opened() {
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
    void a_sealed_text_cannot_be_opened_for_another_purpose() {
        assertThat(seal.open("mail link", seal.seal("api key", "text"))).isEmpty();
    }

    @Test
    void a_sealed_text_cannot_be_opened_with_another_key() {
        assertThat(
                        seal("another key that is long enough")
                                .open("api key", seal.seal("api key", "text")))
                .isEmpty();
    }

    @Test
    void a_sealed_text_with_a_changed_bit_is_refused() {
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
    void malformed_text_is_refused(String sealed) {
        assertThat(seal.open("a", sealed)).isEmpty();
    }
}
