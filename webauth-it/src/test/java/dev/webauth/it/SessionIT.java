package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beginning and end of log-ins in each browser. */
@OnDemo
class SessionIT {

    @Tag("SES-01")
    @Tag("SES-02")
    @Test
    void the_session_id_changes_with_every_change_of_identity_and_the_old_one_is_invalid() {
        Person person = Person.at(SITE);
        person.register();
        String registered = person.browser().session();
        Browser beforeConfirm = person.thief();

        person.open(person.link(1));
        String confirmed = person.browser().session();
        assertThat(confirmed).isNotEqualTo(registered);
        assertThat(beforeConfirm.isLoggedIn()).isFalse();

        Browser beforeLogIn = person.thief();
        person.logIn();
        String loggedIn = person.browser().session();
        assertThat(loggedIn).isNotEqualTo(confirmed);
        assertThat(beforeLogIn.isLoggedIn()).isFalse();

        person.forget();
        Browser beforeRecovery = person.thief();
        person.open(person.link(2));
        assertThat(person.browser().session()).isNotEqualTo(loggedIn);
        assertThat(beforeRecovery.isLoggedIn()).isFalse();
        assertThat(person.isLoggedIn()).isTrue();
    }

    @Tag("SES-03")
    @Test
    void a_planted_session_id_is_not_the_victims() {
        Person victim = Person.registeredAt(SITE);
        Browser browser = SITE.browser();
        browser.plant("JSESSIONID", "known-to-the-attacker");
        Browser attacker = browser.copy();

        assertThat(victim.logIn(browser).location()).isEqualTo("/dashboard");

        assertThat(browser.session()).isNotEqualTo("known-to-the-attacker");
        assertThat(attacker.isLoggedIn()).isFalse();
    }

    @Tag("SES-03")
    @Test
    void a_session_id_in_the_url_is_ignored_and_never_written_there() {
        Person person = Person.registeredAt(SITE);
        Browser attacker = SITE.browser();

        Page page = attacker.get(SITE.uri("/me;jsessionid=" + person.browser().session()));
        if (page.status() == 200) {
            assertThat(page.json().getBoolean("authenticated")).isFalse();
        }
        Page answer =
                attacker.post(
                        "/login;jsessionid=known",
                        "email",
                        person.email(),
                        "password",
                        person.password());
        assertThat(answer.header("Location").orElse("")).doesNotContain("jsessionid");
        assertThat(attacker.get("/").body()).doesNotContain("jsessionid");
        assertThat(SITE.browser().isLoggedIn()).isFalse();
    }

    @Tag("SES-05")
    @Test
    void logging_out_ends_the_session_for_copies_of_its_cookie_too() {
        Person person = Person.registeredAt(SITE);
        Browser thief = person.thief();
        assertThat(thief.isLoggedIn()).isTrue();

        person.logOut();

        assertThat(thief.isLoggedIn()).isFalse();
        assertThat(thief.get("/dashboard").location()).isEqualTo("/");
        assertThat(person.isLoggedIn()).isFalse();
    }

    @Test
    void logging_out_can_be_repeated() {
        Person person = Person.registeredAt(SITE);
        person.logOut();

        assertThat(person.browser().get("/auth/logout").location()).isEqualTo("/");
        assertThat(person.browser().post("/auth/logout").location()).isEqualTo("/");
    }

    @Tag("SES-07")
    @Test
    void deleting_the_account_ends_all_its_sessions() {
        Person person = Person.registeredAt(SITE);
        Browser second = SITE.browser();
        person.logIn(second);

        person.deleteAccount();

        assertThat(second.isLoggedIn()).isFalse();
        assertThat(second.get("/auth/logout").status()).isEqualTo(303);
        assertThat(second.get("/auth/confirm/unknown").status()).isEqualTo(404);
        person.logIn(SITE.browser()).isError(403);
    }

    @Tag("SES-09")
    @Test
    void another_log_in_in_the_same_browser_removes_all_data_of_the_first() {
        Person first = Person.registeredAt(SITE);
        first.open(first.link(1));
        assertThat(first.isInConfirmedSession()).isTrue();
        Browser copy = first.thief();
        Person second = Person.registeredAt(SITE);

        assertThat(second.logIn(first.browser()).location()).isEqualTo("/dashboard");

        assertThat(first.me().getString("email")).isEqualTo(second.email());
        assertThat(first.isInConfirmedSession()).isFalse();
        assertThat(first.browser().get("/dashboard").body()).doesNotContain(first.email());
        assertThat(copy.isLoggedIn()).isFalse();
    }

    @Test
    void a_registration_in_the_same_browser_removes_all_data_of_the_previous_user() {
        Person first = Person.registeredAt(SITE);
        first.open(first.link(1));
        String email = Person.at(SITE).email();

        first.browser().register(email, "a new passphrase");

        assertThat(first.me().getString("email")).isEqualTo(email);
        assertThat(first.isConfirmed()).isFalse();
        assertThat(first.isInConfirmedSession()).isFalse();
    }

    @Tag("SES-11")
    @ParameterizedTest
    @ValueSource(strings = {"/dashboard", "/set-email", "/set-password", "/me", "/auth/confirm/x"})
    void personal_pages_are_not_cached(String path) {
        Page page = Person.registeredAt(SITE).browser().get(path);

        assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
    }
}
