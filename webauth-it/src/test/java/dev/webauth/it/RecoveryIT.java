package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recovery of a forgotten password. */
@OnDemo
class RecoveryIT {

    @Test
    void in_the_requesting_browser_the_link_logs_in_with_a_confirmed_session() {
        Person person = forgetful();

        assertThat(person.open(person.link(2)).location()).isEqualTo("/set-password");

        assertThat(person.isLoggedIn()).isTrue();
        assertThat(person.isConfirmed()).isTrue();
        assertThat(person.isInConfirmedSession()).isTrue();
        assertThat(person.browser().get("/set-password").has("oldpass")).isFalse();
    }

    @Test
    void the_new_password_is_set_without_the_old_one() {
        Person person = forgetful();
        person.open(person.link(2));

        assertThat(person.setPassword("remember this one").location()).isEqualTo("/dashboard");
        person.logOut();
        assertThat(person.logIn().location()).isEqualTo("/dashboard");
    }

    @Test
    void the_link_confirms_the_address_too() {
        Person person = Person.registeredAt(SITE);
        person.logOut();
        person.forget();
        person.open(person.link(2));

        assertThat(person.isConfirmed()).isTrue();
    }

    @Tag("LNK-01")
    @Test
    void in_another_browser_opening_a_link_changes_nothing_and_shows_a_button() {
        Person person = forgetful();
        URI link = person.link(2);
        Browser foreign = SITE.browser();

        for (int i = 0; i < 3; i++) {
            Page page = foreign.get(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.html().select("form[method=post] button")).isNotEmpty();
            assertThat(page.html().select("input[type=password]")).isEmpty();
            assertThat(page.setCookies()).noneMatch(c -> c.startsWith("JSESSIONID"));
            assertThat(foreign.head(link).status()).isLessThan(500);
        }
        assertThat(foreign.isLoggedIn()).isFalse();
    }

    @Test
    void in_another_browser_the_button_logs_in_with_a_confirmed_session() {
        Person person = forgetful();
        URI link = person.link(2);
        Browser foreign = SITE.browser();

        Page done = press(foreign, link);

        assertThat(done.location()).isEqualTo("/set-password");
        assertThat(foreign.isLoggedIn()).isTrue();
        assertThat(foreign.get("/me").json().getBoolean("confirmedSession")).isTrue();
        assertThat(SITE.browser().get(link).status()).isEqualTo(404);
    }

    @Tag("LNK-04")
    @Test
    void a_recovery_link_works_once() {
        Person person = forgetful();
        URI link = person.link(2);
        person.open(link);

        assertThat(person.open(link).status()).isEqualTo(404);
        assertThat(person.isLoggedIn()).isTrue();
        assertThat(SITE.browser().get(link).status()).isEqualTo(404);
        assertThat(SITE.browser().post(link, "").status()).isEqualTo(404);
    }

    @Tag("LNK-09")
    @Test
    void each_of_several_links_works_until_one_was_used() {
        Person person = forgetful();
        URI first = person.link(2);
        person.forget();
        URI second = person.link(3);
        person.forget();
        URI third = person.link(4);

        assertThat(person.open(second).location()).isEqualTo("/set-password");
        assertThat(person.open(first).status()).isEqualTo(404);
        assertThat(person.open(third).status()).isEqualTo(404);
        assertThat(person.isLoggedIn()).isTrue();
    }

    @Test
    void an_unknown_address_is_refused_and_gets_no_mail() {
        Person nobody = Person.at(SITE);

        nobody.forget().isError(404);
        nobody.mailbox().holds(0);
    }

    @Tag("REG-07")
    @Test
    void an_address_that_only_looks_like_anothers_gets_no_mail() {
        Person person = Person.at(SITE);
        String mike = "mike" + person.email();
        SITE.browser().register(mike, person.password());
        new Mailbox(mike).mail(1);

        for (String like : List.of(mike.replace('i', '\u0131'), mike.replace("k", "\u212a"))) {
            Page page = SITE.browser().post("/remind", "email", like);
            assertThat(page.isRefusal().status()).isIn(400, 404);
        }
        new Mailbox(mike).holds(1);
    }

    @Tag("LNK-20")
    @Test
    void repeated_requests_send_at_most_five_mails_and_the_last_link_works() {
        Person person = Person.confirmedAt(SITE);
        for (int i = 0; i < 12; i++) {
            assertThat(person.forget(SITE.browser()).location()).isEqualTo("/remind-ok");
        }
        person.mailbox().holds(1 + 5);

        assertThat(press(SITE.browser(), person.link(6)).location()).isEqualTo("/set-password");
    }

    @Tag("PRE-02")
    @Test
    void a_recovery_of_a_never_confirmed_account_removes_everything_set_before() {
        Person squatter = Person.registeredAt(SITE);
        String apiKey = squatter.apiKey();
        Browser owner = SITE.browser();
        squatter.forget(owner);

        assertThat(owner.get(squatter.link(2)).location()).isEqualTo("/set-password");

        assertThat(squatter.isLoggedIn()).isFalse();
        squatter.logIn(SITE.browser()).isError(403);
        assertThat(SITE.browser().whoami(apiKey).status()).isEqualTo(403);
        assertThat(owner.isLoggedIn()).isTrue();
        assertThat(SITE.browser().get(squatter.link(1)).status()).isEqualTo(404);
    }

    @Test
    void a_new_password_after_a_recovery_ends_older_sessions() {
        Person person = Person.confirmedAt(SITE);
        Browser older = SITE.browser();
        person.logIn(older);
        person.forget();
        person.open(person.link(2));
        person.setPassword("a passphrase after all");

        assertThat(older.isLoggedIn()).isFalse();
        assertThat(person.isLoggedIn()).isTrue();
    }

    @Test
    void a_log_in_as_another_user_ends_the_confirmed_session() {
        Person person = forgetful();
        person.open(person.link(2));
        Person other = Person.confirmedAt(SITE);

        other.logIn(person.browser());

        assertThat(person.isInConfirmedSession()).isFalse();
    }

    @Tag("LNK-07")
    @Test
    void the_database_does_not_hold_the_key() {
        Person person = forgetful();
        String path = person.link(2).getPath();

        assertThat(SITE.db().dump()).doesNotContain(path.substring(path.lastIndexOf('/') + 1));
    }

    private static Person forgetful() {
        Person person = Person.confirmedAt(SITE);
        person.logOut();
        assertThat(person.forget().location()).isEqualTo("/remind-ok");
        return person;
    }

    private static Page press(Browser browser, URI link) {
        Page page = browser.get(link);
        assertThat(page.html().select("form[method=post]")).as("%s", page).hasSize(1);
        return browser.submit(page.onlyForm());
    }
}
