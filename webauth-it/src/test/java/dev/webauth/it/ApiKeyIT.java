package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.RawHttp;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls with an API key. */
@OnDemo
class ApiKeyIT {

    @Test
    void a_key_identifies_its_account() {
        Person person = Person.confirmedAt(SITE);
        JsonObject user = SITE.browser().whoami(person.apiKey()).json();

        assertThat(user.getJsonNumber("id").longValue()).isEqualTo(person.id());
        assertThat(user.getString("email")).isEqualTo(person.email());
        assertThat(user.getBoolean("confirmed")).isTrue();
        assertThat(user.toString()).doesNotContainIgnoringCase("password").doesNotContain("secret");
    }

    @Tag("KEY-01")
    @Test
    void a_key_has_32_characters_and_can_be_recognised() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            keys.add(Person.registeredAt(SITE).apiKey());
        }

        assertThat(keys).hasSize(10).allSatisfy(k -> assertThat(k).matches("wa_[0-9A-Za-z]{29}"));
    }

    @Tag("KEY-02")
    @Test
    void the_database_does_not_hold_the_key() {
        assertThat(SITE.db().dump()).doesNotContain(Person.registeredAt(SITE).apiKey());
    }

    @Tag("KEY-03")
    @Test
    void a_malformed_key_is_refused() {
        String key = Person.confirmedAt(SITE).apiKey();
        String other = key.charAt(10) == 'x' ? "y" : "x";
        for (String wrong :
                List.of(
                        "",
                        "x",
                        key.substring(1),
                        key + "0",
                        " " + key.substring(0, 31),
                        key.substring(0, 10) + other + key.substring(11),
                        key.toLowerCase(Locale.ROOT) + "",
                        key.toUpperCase(Locale.ROOT),
                        key.replace("wa_", "wb_"),
                        "' OR 1=1 --",
                        "x".repeat(10_000))) {
            assertThat(SITE.browser().whoami(wrong).isRefusal().status()).as(wrong).isIn(400, 403);
        }
        assertThat(SITE.browser().get("/api/whoami").status()).isEqualTo(403);
    }

    @Tag("KEY-04")
    @Test
    void a_key_is_accepted_only_in_the_header() {
        String key = Person.confirmedAt(SITE).apiKey();
        Browser browser = SITE.browser();
        browser.plant("X-API-Key", key);

        assertThat(browser.get("/api/whoami?k=" + key + "&X-API-Key=" + key).status())
                .isEqualTo(403);
    }

    @Tag("KEY-05")
    @Test
    void a_new_key_replaces_the_old_one_at_once() {
        Person person = Person.confirmedAt(SITE);
        String old = person.apiKey();
        person.browser().click(person.browser().get("/dashboard"), "regenerate_api_key");
        String fresh = person.apiKey();

        assertThat(fresh).isNotEqualTo(old).hasSize(32);
        assertThat(SITE.browser().whoami(old).status()).isEqualTo(403);
        assertThat(SITE.browser().whoami(fresh).status()).isEqualTo(200);
    }

    @Tag("KEY-07")
    @Test
    void a_garbled_header_is_refused() {
        for (String value : List.of("%zz", "\u00ff\u00fe", "a\tb", "x".repeat(100_000))) {
            RawHttp.Answer answer =
                    RawHttp.send(
                            "GET /api/whoami HTTP/1.1",
                            "Host: 127.0.0.1",
                            "Connection: close",
                            "Authorization: Bearer " + value,
                            "X-API-Key: " + value,
                            "");
            assertThat(answer.status()).as("%s", answer).isIn(0, 400, 403, 413, 431);
        }
    }

    @Tag("KEY-08")
    @Test
    void the_key_of_a_deleted_account_is_refused() {
        Person person = Person.confirmedAt(SITE);
        String key = person.apiKey();
        person.deleteAccount();

        assertThat(SITE.browser().whoami(key).status()).isEqualTo(403);
    }

    @Tag("KEY-08")
    @Test
    void the_key_of_an_unconfirmed_account_works_once_it_is_confirmed() {
        Person person = Person.registeredAt(SITE);
        String key = person.apiKey();
        assertThat(SITE.browser().whoami(key).status()).isEqualTo(403);

        person.open(person.link(1));

        assertThat(SITE.browser().whoami(key).status()).isEqualTo(200);
    }

    @Tag("KEY-09")
    @Test
    void a_network_that_guesses_keys_is_throttled_and_others_are_not() {
        Person person = Person.confirmedAt(SITE);
        // A well-formed key of no account, because a malformed key is refused before the limit
        // counts it.
        String old = person.apiKey();
        person.browser().click(person.browser().get("/dashboard"), "regenerate_api_key");
        String key = person.apiKey();
        Browser guesser = SITE.browser().with("X-API-Key", old);
        for (int i = 0; i < 60; i++) {
            assertThat(guesser.get("/api/whoami").status()).isEqualTo(403);
        }

        assertThat(guesser.whoami(key).status()).isEqualTo(403);
        assertThat(SITE.browser().whoami(key).status()).isEqualTo(200);
    }

    @Tag("KEY-11")
    @Test
    void a_user_cannot_make_a_key_for_another_account() {
        Person victim = Person.confirmedAt(SITE);
        String key = victim.apiKey();
        Person person = Person.confirmedAt(SITE);
        String id = Long.toString(victim.id());

        person.browser().post("/regenerate-api-key?userId=" + id, "userId", id, "user_id", id);

        assertThat(victim.apiKey()).isEqualTo(key);
        assertThat(SITE.browser().whoami(key).status()).isEqualTo(200);
    }

    @Test
    void a_visitor_cannot_make_a_key() {
        SITE.browser().post("/regenerate-api-key").isError(401);
        assertThat(SITE.browser().get("/regenerate-api-key").isClean().status()).isIn(404, 405);
    }
}
