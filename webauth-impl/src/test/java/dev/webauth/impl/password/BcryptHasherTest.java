package dev.webauth.impl.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.TestApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BcryptHasherTest {

    private final BcryptHasher hasher = hasher(10);

    private static BcryptHasher hasher(int cost) {
        BcryptHasher hasher = new BcryptHasher();
        hasher.config = TestApplication.config("password.bcrypt-cost", String.valueOf(cost));
        return hasher;
    }

    @Test
    void a_hash_matches_only_its_own_password() {
        String stored = hasher.hash("correct horse");
        assertThat(hasher.verify("correct horse", stored)).isTrue();
        assertThat(hasher.verify("Correct horse", stored)).isFalse();
        assertThat(hasher.verify("correct horse ", stored)).isFalse();
        assertThat(hasher.verify("", stored)).isFalse();
    }

    @Test
    void one_password_is_stored_differently_each_time() {
        assertThat(hasher.hash("correct horse")).isNotEqualTo(hasher.hash("correct horse"));
    }

    @Test
    void a_stored_hash_names_its_scheme_and_cost() {
        assertThat(hasher.hash("correct horse")).startsWith("{bcrypt-sha384}$2a$10$").hasSize(75);
    }

    @Test
    @Tag("PWD-02")
    void characters_after_72_bytes_count() {
        assertThat(hasher.verify("A".repeat(72) + "zzz", hasher.hash("A".repeat(72)))).isFalse();
    }

    @Test
    @Tag("PWD-03")
    void characters_after_72_bytes_count_in_any_script() {
        assertThat(hasher.verify("€".repeat(24) + "different", hasher.hash("€".repeat(24))))
                .isFalse();
    }

    @Test
    void characters_after_a_nul_count() {
        assertThat(hasher.verify("pass\0other", hasher.hash("pass\0word"))).isFalse();
    }

    @Test
    @Tag("PWD-06")
    void composed_and_decomposed_characters_are_the_same() {
        assertThat(hasher.verify("cafe\u0301-passphrase", hasher.hash("caf\u00e9-passphrase")))
                .isTrue();
    }

    @Test
    @Tag("PWD-07")
    void punctuation_and_emoji_are_not_changed() {
        String password = " '\"; -- %00 <b>😀 ";
        String stored = hasher.hash(password);
        assertThat(hasher.verify(password, stored)).isTrue();
        assertThat(hasher.verify(password.strip(), stored)).isFalse();
    }

    @Test
    void a_hash_below_the_configured_cost_is_outdated() {
        String stored = hasher.hash("correct horse");
        assertThat(hasher.outdated(stored)).isFalse();
        assertThat(hasher(12).outdated(stored)).isTrue();
        assertThat(hasher(12).verify("correct horse", stored)).isTrue();
    }

    /** Else the time of an answer tells in which scheme a password is stored. */
    @ParameterizedTest
    @ValueSource(longs = {0, 16, 512, 1000, 1023, 1024, 5000})
    @Tag("PWD-13")
    void what_is_missing_to_a_full_hash_is_spent(long done) {
        long spent = hasher.costsOfRest(done).mapToLong(cost -> 1L << cost).sum();
        assertThat(done + spent).isBetween(Math.max(done, 1024 - 15), Math.max(done, 1024));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct horse",
                "{bcrypt-sha384}",
                "{bcrypt-sha384}$2a$10$short",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "{bcrypt-sha384}$2a$03$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "{bcrypt-sha384}$2a$99$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "{bcrypt-sha384}$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"
            })
    void a_damaged_or_foreign_hash_fits_nothing_and_is_outdated(String stored) {
        assertThat(hasher.supports(stored)).isFalse();
        assertThat(hasher.verify("correct horse", stored)).isFalse();
        assertThat(hasher.outdated(stored)).isTrue();
    }
}
