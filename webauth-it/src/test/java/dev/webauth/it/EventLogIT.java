package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Person;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table {@code webauth_user_log}. */
@OnDemo
class EventLogIT {

    @Tag("LOG-07")
    @Test
    void each_event_is_one_row_with_its_user_time_and_network_address() {
        Person person = Person.registeredAt(SITE);
        long id = person.id();
        Browser browser = person.browser();
        person.open(person.link(1));
        browser.click(browser.get("/dashboard"), "regenerate_api_key");
        person.setPassword("another passphrase");
        person.logOut();
        person.logIn();
        SITE.browser().from(browser.address()).logIn(person.email(), "wrong one");
        person.forget();
        person.open(linkOfLast(person.mailbox(), 4));

        assertThat(events(id))
                .contains(
                        "register:password",
                        "email.confirmed",
                        "confirm:account.confirm",
                        "password.changed",
                        "api_key.changed",
                        "logout",
                        "login:password",
                        "login.failed",
                        "remind",
                        "confirm:account.remind",
                        "login:recovery");
        assertThat(
                        SITE.db()
                                .column(
                                        "SELECT DISTINCT ip FROM webauth_user_log WHERE user_id = ?",
                                        id))
                .containsExactly(browser.address());
        assertThat(
                        SITE.db()
                                .count(
                                        "webauth_user_log WHERE user_id = ?"
                                                + " AND abs(extract(epoch FROM now() - d)) < 120",
                                        id))
                .isEqualTo(events(id).size());
    }

    @Test
    void a_change_of_address_is_logged() {
        Person person = Person.confirmedAt(SITE);
        long id = person.id();
        String other = "new-" + person.email();
        person.changeEmail(other);
        person.open(person.link(2));
        person.open(new Mailbox(other).mail(1).link());

        assertThat(events(id)).contains("email.changed");
    }

    @Tag("LOG-08")
    @Test
    void rows_stay_without_the_address_after_the_account_is_deleted() {
        Person person = Person.registeredAt(SITE);
        long id = person.id();
        person.deleteAccount();

        assertThat(events(id)).contains("register:password", "delete");
        assertThat(SITE.db().column("SELECT l::text FROM webauth_user_log l WHERE user_id = ?", id))
                .allSatisfy(row -> assertThat(row).doesNotContain(person.email()));
    }

    @Tag("LOG-05")
    @Test
    void line_breaks_and_control_codes_are_not_stored_in_a_row() {
        SITE.browser().logIn("a@x.test\r\n2026 forged line", "\u001b[31m");

        assertThat(SITE.db().count("webauth_user_log WHERE event ~ '[[:cntrl:]]'")).isZero();
        assertThat(SITE.db().count("webauth_user_log WHERE event LIKE '%forged%'")).isZero();
    }

    @Tag("LOG-02")
    @Test
    void the_last_address_that_is_not_a_trusted_proxy_is_logged() {
        Person person = Person.at(SITE);
        person.browser().from("6.6.6.6, 203.0.113.9");
        person.register();

        assertThat(ips(person.id())).containsExactly("203.0.113.9");
    }

    @Test
    void a_malformed_address_is_not_logged() {
        Person person = Person.at(SITE);
        person.browser().from("unknown, <script>, 999.1.1.1");
        person.register();

        assertThat(ips(person.id())).containsExactly("127.0.0.1");
    }

    private static URI linkOfLast(Mailbox mailbox, int count) {
        mailbox.mail(count);
        return mailbox.mails().stream()
                .filter(mail -> mail.text().contains("/auth/confirm/"))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .link();
    }

    private static List<String> events(long id) {
        return SITE.db()
                .column("SELECT event FROM webauth_user_log WHERE user_id = ? ORDER BY id", id);
    }

    private static List<String> ips(long id) {
        return SITE.db().column("SELECT DISTINCT ip FROM webauth_user_log WHERE user_id = ?", id);
    }
}
