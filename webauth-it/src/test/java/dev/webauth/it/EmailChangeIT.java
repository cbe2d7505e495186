package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A change of the address: first the old address agrees, then the new one is confirmed. */
@OnDemo
class EmailChangeIT {

    @Tag("CHG-01")
    @Tag("CHG-03")
    @Test
    void an_address_changes_after_the_old_one_agreed_and_the_new_one_confirmed() {
        Person person = Person.confirmedAt(SITE);
        Mailbox newBox = new Mailbox(other(person));

        assertThat(person.changeEmail(other(person)).location()).isEqualTo("/dashboard");
        URI agree = person.link(2);
        newBox.holds(0);
        assertThat(email(person)).isEqualTo(person.email());

        assertThat(person.open(agree).location()).isEqualTo("/old-email-remove-ok");
        URI confirm = newBox.mail(1).link();
        assertThat(email(person)).isEqualTo(person.email());

        assertThat(person.open(confirm).location()).isEqualTo("/new-email-set-ok");
        assertThat(email(person)).isEqualTo(other(person));
        assertThat(person.isConfirmed()).isTrue();
        newBox.holds(1);
        assertThat(person.open(agree).status()).isEqualTo(404);
        assertThat(person.open(confirm).status()).isEqualTo(404);
    }

    @Tag("CHG-02")
    @Test
    void between_the_two_steps_the_old_address_logs_in() {
        Person person = Person.confirmedAt(SITE);
        person.changeEmail(other(person));
        person.open(person.link(2));

        SITE.browser().logIn(other(person), person.password()).isError(403);
        assertThat(person.logIn(SITE.browser()).location()).isEqualTo("/dashboard");
        assertThat(SITE.db().count("webauth_user WHERE email = ?", other(person))).isZero();
    }

    @Test
    void after_the_change_the_new_address_logs_in() {
        Person person = Person.confirmedAt(SITE);
        change(person);

        person.logIn(SITE.browser()).isError(403);
        assertThat(SITE.browser().logIn(other(person), person.password()).location())
                .isEqualTo("/dashboard");
    }

    @Test
    void an_unconfirmed_address_is_replaced_at_once_and_its_link_ends() {
        Person person = Person.registeredAt(SITE);
        URI old = person.link(1);

        assertThat(person.changeEmail(other(person)).location()).isEqualTo("/dashboard");

        assertThat(email(person)).isEqualTo(other(person));
        assertThat(person.open(old).status()).isEqualTo(404);
        assertThat(person.isConfirmed()).isFalse();
        person.mailbox().holds(1);
        assertThat(person.open(new Mailbox(other(person)).mail(1).link()).location())
                .isEqualTo("/new-email-set-ok");
        assertThat(person.isConfirmed()).isTrue();
    }

    @Tag("CHG-04")
    @Test
    void a_second_request_ends_the_first() {
        Person person = Person.confirmedAt(SITE);
        person.changeEmail("first-" + person.email());
        URI first = person.link(2);
        person.changeEmail("second-" + person.email());
        URI second = person.link(3);

        assertThat(person.open(first).status()).isEqualTo(404);
        assertThat(person.open(second).location()).isEqualTo("/old-email-remove-ok");
        URI confirm = new Mailbox("second-" + person.email()).mail(1).link();
        person.changeEmail("third-" + person.email());

        assertThat(person.open(confirm).status()).isEqualTo(404);
        new Mailbox("first-" + person.email()).holds(0);
        assertThat(email(person)).isEqualTo(person.email());
    }

    @Tag("CHG-06")
    @Test
    void a_recovery_cancels_a_change() {
        Person person = Person.confirmedAt(SITE);
        person.changeEmail(other(person));
        URI agree = person.link(2);
        person.forget();
        person.open(person.link(3));
        person.setPassword("a thief may have had the old one");

        assertThat(person.open(agree).status()).isEqualTo(404);
        assertThat(email(person)).isEqualTo(person.email());
    }

    @Test
    void a_new_password_cancels_a_change() {
        Person person = Person.confirmedAt(SITE);
        person.changeEmail(other(person));
        URI agree = person.link(2);
        person.setPassword("a thief may have had the old one");

        assertThat(person.open(agree).status()).isEqualTo(404);
    }

    @Tag("CHG-07")
    @Test
    void a_change_fails_if_the_new_address_is_taken_meanwhile() {
        Person person = Person.confirmedAt(SITE);
        Person quicker = Person.at(SITE);
        person.changeEmail(quicker.email());
        person.open(person.link(2));
        URI confirm = quicker.link(1);
        quicker.register();

        Page late = person.open(confirm);

        assertThat(late.isRefusal().status()).isIn(404, 409);
        assertThat(email(person)).isEqualTo(person.email());
        assertThat(person.isConfirmed()).isTrue();
        assertThat(SITE.db().count("webauth_user WHERE email = ?", quicker.email())).isEqualTo(1);
        assertThat(quicker.isLoggedIn()).isTrue();
    }

    @Tag("CHG-09")
    @Test
    void the_old_address_gets_a_notice_and_other_sessions_end() {
        Person person = Person.confirmedAt(SITE);
        Browser other = SITE.browser();
        person.logIn(other);
        change(person);

        assertThat(person.mailbox().mail(3).text()).isNotBlank();
        person.mailbox().holds(3);
        assertThat(other.get("/me").json().getBoolean("authenticated")).isFalse();
        assertThat(person.isLoggedIn()).isTrue();
    }

    @Test
    void a_taken_address_is_refused() {
        Person owner = Person.confirmedAt(SITE);
        Person person = Person.confirmedAt(SITE);

        person.changeEmail(owner.email()).isError(409);
        person.changeEmail(owner.email().toUpperCase()).isError(409);
        owner.mailbox().holds(1);
        person.mailbox().holds(1);
    }

    @Tag("CHG-11")
    @Test
    void the_same_address_in_other_letters_changes_nothing() {
        Person person = Person.confirmedAt(SITE);

        assertThat(person.changeEmail(person.email().toUpperCase()).location())
                .isEqualTo("/dashboard");
        person.mailbox().holds(1);
        assertThat(person.isConfirmed()).isTrue();
        assertThat(email(person)).isEqualTo(person.email());
    }

    @Test
    void a_malformed_address_is_refused() {
        Person person = Person.confirmedAt(SITE);

        for (String wrong :
                new String[] {"", "x", "a@x.test,b@x.test", "a@x.test\r\nBcc: b@x.test"}) {
            person.browser().post("/set-email", "email", wrong).isError(400);
        }
        person.mailbox().holds(1);
    }

    @Tag("CHG-12")
    @Test
    void the_links_of_a_deleted_account_do_not_work() {
        Person person = Person.confirmedAt(SITE);
        person.changeEmail(other(person));
        URI agree = person.link(2);
        person.deleteAccount();

        assertThat(person.open(agree).status()).isEqualTo(404);
        new Mailbox(other(person)).holds(0);
    }

    @Tag("LNK-01")
    @Test
    void in_another_browser_opening_a_link_changes_nothing() {
        Person person = Person.confirmedAt(SITE);
        person.changeEmail(other(person));
        URI agree = person.link(2);
        Browser foreign = SITE.browser();

        assertThat(foreign.get(agree).status()).isEqualTo(200);
        foreign.head(agree);
        new Mailbox(other(person)).holds(0);
        person.open(agree);
        URI confirm = new Mailbox(other(person)).mail(1).link();
        assertThat(foreign.get(confirm).status()).isEqualTo(200);
        foreign.head(confirm);

        assertThat(email(person)).isEqualTo(person.email());
        assertThat(foreign.get("/me").json().getBoolean("authenticated")).isFalse();
        assertThat(person.open(confirm).location()).isEqualTo("/new-email-set-ok");
    }

    @Test
    void a_visitor_cannot_change_an_address() {
        assertThat(SITE.browser().post("/set-email", "email", "a@x.test").location())
                .isEqualTo("/");
    }

    private static void change(Person person) {
        person.changeEmail(other(person));
        person.open(person.link(2));
        assertThat(person.open(new Mailbox(other(person)).mail(1).link()).location())
                .isEqualTo("/new-email-set-ok");
    }

    private static String other(Person person) {
        return "new-" + person.email();
    }

    private static String email(Person person) {
        return person.me().getString("email");
    }
}
