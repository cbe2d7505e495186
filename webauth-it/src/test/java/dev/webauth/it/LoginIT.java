package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Person;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logging in with an address and a password. */
@OnDemo
class LoginIT {

    @Test
    void the_right_password_logs_in() {
        Person person = Person.registeredAt(SITE);
        person.logOut();
        assertThat(person.isLoggedIn()).isFalse();

        assertThat(person.logIn().location()).isEqualTo("/dashboard");
        assertThat(person.isLoggedIn()).isTrue();
        assertThat(person.isInConfirmedSession()).isFalse();
    }

    @Test
    void the_address_may_be_typed_in_other_letters_and_with_blanks() {
        Person person = Person.registeredAt(SITE);

        assertThat(SITE.browser().logIn(person.email().toUpperCase(), person.password()).location())
                .isEqualTo("/dashboard");
        assertThat(SITE.browser().logIn(" " + person.email() + " ", person.password()).location())
                .isEqualTo("/dashboard");
    }

    @Test
    void a_wrong_password_does_not_log_in() {
        Person person = Person.registeredAt(SITE);
        Browser browser = SITE.browser();

        browser.logIn(person.email(), "wrong one").isError(403);
        assertThat(browser.get("/me").json().getBoolean("authenticated")).isFalse();
    }

    @Test
    void an_unknown_address_and_a_wrong_password_are_answered_alike() {
        Person person = Person.registeredAt(SITE);
        Page wrong = SITE.browser().logIn(person.email(), "wrong one");
        Page unknown = SITE.browser().logIn("nobody@x.test", "wrong one");

        assertThat(unknown.status()).isEqualTo(wrong.status());
        // Each page shows the address that was typed.
        assertThat(unknown.body().replace("nobody@x.test", ""))
                .isEqualTo(wrong.body().replace(person.email(), ""));
        assertThat(unknown.setCookies()).isEqualTo(wrong.setCookies());
    }

    @Tag("PWD-13")
    @Test
    void an_unknown_address_takes_as_long_as_a_wrong_password() {
        List<Duration> wrong = new ArrayList<>();
        List<Duration> unknown = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Person person = Person.registeredAt(SITE);
            for (int j = 0; j < 4; j++) {
                wrong.add(timeToLogIn(person.email()));
                unknown.add(timeToLogIn("nobody" + i + "@x.test"));
            }
        }

        // Without a hash for unknown addresses the time would be a tenth. A busy machine does not
        // change it by a factor of ten.
        assertThat(median(unknown).toMillis())
                .isBetween(median(wrong).toMillis() / 3, median(wrong).toMillis() * 3);
    }

    private static Duration timeToLogIn(String email) {
        Browser browser = SITE.browser();
        Instant start = Instant.now();
        browser.logIn(email, "wrong one").isError(403);
        return Duration.between(start, Instant.now());
    }

    private static Duration median(List<Duration> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    @Tag("PWD-02")
    @Test
    void letters_after_the_72nd_count() {
        onlyTheWholePasswordLogsIn("A".repeat(72), "A".repeat(72) + "zzz");
    }

    @Tag("PWD-03")
    @Test
    void bytes_after_the_72nd_count() {
        onlyTheWholePasswordLogsIn("\u20ac".repeat(24), "\u20ac".repeat(24) + "different");
    }

    private static void onlyTheWholePasswordLogsIn(String whole, String longer) {
        Person person = Person.at(SITE);
        SITE.browser().register(person.email(), whole);

        SITE.browser().logIn(person.email(), longer).isError(403);
        assertThat(SITE.browser().logIn(person.email(), whole).location()).isEqualTo("/dashboard");
    }

    @Tag("PWD-05")
    @Test
    void an_invalid_character_is_not_treated_as_another() {
        Person person = Person.at(SITE);
        String password = "pass?word1";
        SITE.browser().register(person.email(), password);
        String form = "email=" + person.email() + "&password=";

        for (String broken : List.of("pass%ED%A0%80word1", "pass%00word1", "pass%FFword1")) {
            Page page = SITE.browser().post(SITE.uri("/login"), form + broken);
            assertThat(page.isRefusal().status()).as(broken).isIn(400, 403);
        }
        assertThat(SITE.browser().logIn(person.email(), password).location())
                .isEqualTo("/dashboard");
    }

    @Tag("PWD-06")
    @Test
    void composed_and_decomposed_letters_are_the_same_password() {
        Person person = Person.at(SITE);
        String composed = "caf\u00e9-passphrase";
        SITE.browser().register(person.email(), composed);
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

        assertThat(decomposed).isNotEqualTo(composed);
        assertThat(SITE.browser().logIn(person.email(), decomposed).location())
                .isEqualTo("/dashboard");
    }

    @Tag("PWD-09")
    @Test
    void equal_passwords_are_stored_differently_with_their_scheme() {
        String password = "one password for two";
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String email = Person.at(SITE).email();
            SITE.browser().register(email, password);
            stored.add(SITE.db().value("SELECT password FROM webauth_user WHERE email = ?", email));
        }

        assertThat(stored.get(0)).isNotEqualTo(stored.get(1));
        assertThat(stored)
                .allSatisfy(
                        hash ->
                                assertThat(hash)
                                        .doesNotContain(password)
                                        .doesNotContainPattern("^[0-9a-f]{64}$")
                                        .contains("$10$"));
    }

    @Tag("PWD-15")
    @Test
    void a_huge_password_is_refused() {
        Person person = Person.registeredAt(SITE);
        Page page = SITE.browser().logIn(person.email(), "x".repeat(10_000_000));

        assertThat(page.isRefusal().status()).isIn(400, 413);
        assertThat(SITE.browser().logIn(person.email(), person.password()).location())
                .isEqualTo("/dashboard");
    }

    @Tag("PWD-16")
    @Tag("PWD-17")
    @Test
    void after_five_failures_the_right_password_gets_the_same_refusal() {
        Person person = Person.confirmedAt(SITE);
        String apiKey = person.apiKey();
        Page wrong = null;
        for (int i = 0; i < 5; i++) {
            wrong = SITE.browser().logIn(person.email(), "wrong one").isError(403);
        }
        Page throttled = SITE.browser().logIn(person.email(), person.password());

        assertThat(throttled.status()).isEqualTo(wrong.status());
        assertThat(throttled.body()).isEqualTo(wrong.body());
        // A stranger cannot lock the owner out.
        assertThat(person.isLoggedIn()).isTrue();
        assertThat(SITE.browser().whoami(apiKey).status()).isEqualTo(200);
        person.forget();
        assertThat(person.open(person.link(2)).location()).isEqualTo("/set-password");
    }

    @Tag("PWD-18")
    @Test
    void all_spellings_of_an_address_are_counted_together() {
        Person person = Person.registeredAt(SITE);
        List<String> spellings =
                List.of(
                        person.email(),
                        person.email().toUpperCase(),
                        " " + person.email(),
                        person.email() + " ",
                        person.email().replace("x.test", "X.Test"));
        spellings.forEach(email -> SITE.browser().logIn(email, "wrong one").isError(403));

        SITE.browser().logIn(person.email(), person.password()).isError(403);
    }

    @Tag("PWD-16")
    @Test
    void a_network_that_guesses_is_throttled_for_all_accounts() {
        Person person = Person.registeredAt(SITE);
        Browser guesser = SITE.browser();
        for (int i = 0; i < 10; i++) {
            guesser.logIn("guess" + i + "@x.test", "wrong one");
        }

        person.logIn(guesser).isError(403);
        assertThat(person.logIn(SITE.browser()).location()).isEqualTo("/dashboard");
    }

    @Tag("PWD-20")
    @Test
    void only_a_few_of_many_wrong_passwords_at_once_are_checked() {
        Person person = Person.registeredAt(SITE);
        long id = person.id();
        Callable<Page> wrong = () -> SITE.browser().logIn(person.email(), "wrong one");

        List<Page> answers = Parallel.run(Collections.nCopies(50, wrong));

        assertThat(answers).allSatisfy(page -> assertThat(page.status()).isIn(403, 503));
        assertThat(
                        SITE.db()
                                .count(
                                        "webauth_user_log WHERE user_id = ? AND event = 'login.failed'",
                                        id))
                .isBetween(1L, 6L);
    }

    @Tag("PWD-25")
    @Test
    void many_log_ins_at_once_are_served_or_answered_with_503() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            people.add(Person.registeredAt(SITE));
        }
        List<Callable<Page>> logIns = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Person person = people.get(i % people.size());
            logIns.add(() -> SITE.browser().logIn(person.email(), person.password()));
        }

        List<Page> answers = Parallel.run(logIns);

        assertThat(answers)
                .allSatisfy(
                        page -> {
                            assertThat(page.status()).as("%s", page).isIn(303, 503);
                            if (page.status() == 503) {
                                assertThat(page.header("Retry-After")).isPresent();
                            }
                        });
        assertThat(answers).anySatisfy(page -> assertThat(page.status()).isEqualTo(303));
    }
}
