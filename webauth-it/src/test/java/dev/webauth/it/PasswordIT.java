package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changing the password. */
@OnDemo
class PasswordIT {

    private static final String NEW = "the new passphrase";

    @Test
    void the_new_password_logs_in_and_the_old_one_does_not() {
        Person person = Person.confirmedAt(SITE);
        String old = person.password();

        assertThat(person.setPassword(NEW).location()).isEqualTo("/dashboard");
        person.logOut();

        SITE.browser().logIn(person.email(), old).isError(403);
        assertThat(person.logIn().location()).isEqualTo("/dashboard");
    }

    @Tag("PWD-22")
    @Test
    void without_the_right_old_password_nothing_changes() {
        Person person = Person.confirmedAt(SITE);
        String before = stored(person);

        for (String wrong : List.of("", "wrong one", person.password() + " ")) {
            Page page = change(person.browser(), wrong, NEW, NEW);
            assertThat(page.isRefusal().status()).as(wrong).isIn(400, 403);
        }
        Page missing = person.browser().post("/set-password", "password", NEW, "password2", NEW);
        assertThat(missing.isRefusal().status()).isIn(400, 403);
        assertThat(stored(person)).isEqualTo(before);
        assertThat(person.isLoggedIn()).isTrue();
    }

    @Test
    void a_visitor_cannot_set_a_password() {
        assertThat(change(SITE.browser(), "x", NEW, NEW).location()).isEqualTo("/");
    }

    @Test
    void a_password_against_the_rules_or_mistyped_changes_nothing() {
        Person person = Person.confirmedAt(SITE);
        String before = stored(person);
        String old = person.password();

        change(person.browser(), old, NEW, NEW + "x").isError(400);
        change(person.browser(), old, "7 chars", "7 chars").isError(400);
        change(person.browser(), old, "password", "password").isError(400);
        change(person.browser(), old, person.email(), person.email()).isError(400);
        change(person.browser(), old, "", "").isError(400);
        assertThat(stored(person)).isEqualTo(before);
    }

    @Test
    void a_confirmed_session_replaces_the_old_password_once() {
        Person person = Person.registeredAt(SITE);
        person.open(person.link(1));
        assertThat(person.isInConfirmedSession()).isTrue();

        assertThat(person.setPassword(NEW).location()).isEqualTo("/dashboard");

        assertThat(person.isInConfirmedSession()).isFalse();
        assertThat(person.browser().get("/set-password").has("oldpass")).isTrue();
    }

    @Tag("PWD-24")
    @Test
    void all_other_sessions_end_and_this_one_gets_a_new_id() {
        Person person = Person.confirmedAt(SITE);
        Browser second = SITE.browser();
        Browser third = SITE.browser();
        person.logIn(second);
        person.logIn(third);
        String session = person.browser().session();
        Browser thief = person.thief();

        person.setPassword(NEW);

        assertThat(person.isLoggedIn()).isTrue();
        assertThat(person.browser().session()).isNotEqualTo(session);
        for (Browser other : List.of(second, third, thief)) {
            assertThat(other.get("/me").json().getBoolean("authenticated")).isFalse();
            assertThat(other.get("/dashboard").location()).isEqualTo("/");
        }
    }

    @Tag("PWD-24")
    @Test
    void the_owner_gets_a_mail() {
        Person person = Person.confirmedAt(SITE);
        person.setPassword(NEW);

        assertThat(person.mailbox().mail(2).text()).containsIgnoringCase("password");
        person.mailbox().holds(2);
    }

    private static Page change(Browser browser, String old, String password, String again) {
        return browser.post(
                "/set-password", "oldpass", old, "password", password, "password2", again);
    }

    private static String stored(Person person) {
        return SITE.db().value("SELECT password FROM webauth_user WHERE email = ?", person.email());
    }
}
