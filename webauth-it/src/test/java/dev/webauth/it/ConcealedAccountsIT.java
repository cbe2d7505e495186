package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mail;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With {@code webauth.conceal-accounts} no answer shows whether an account exists. */
@ExtendWith(ArquillianExtension.class)
class ConcealedAccountsIT {

    private static final String PASSWORD = "a good passphrase";
    private static final Site SITE = Site.below("concealed").set("conceal-accounts", "true");

    @Deployment(testable = false)
    static WebArchive demo() {
        return SITE.demo();
    }

    @Tag("REG-02")
    @Test
    void registering_a_taken_address_looks_like_registering_a_free_one() {
        Person owner = confirmed();
        Person free = Person.at(SITE);
        Browser one = SITE.browser();
        Browser other = SITE.browser();

        Page taken = one.register(owner.email(), PASSWORD);
        Page fresh = other.register(free.email(), PASSWORD);

        looksAlike(taken, fresh);
        looksAlike(one.followAll(taken), other.followAll(fresh));
        assertThat(one.get("/me").body()).isEqualTo(other.get("/me").body());
        assertThat(SITE.db().count("webauth_user WHERE email = ?", owner.email())).isEqualTo(1);
        assertThat(owner.logIn(SITE.browser()).location()).isEqualTo("/dashboard");
    }

    @Tag("REG-02")
    @Test
    void the_owner_of_a_taken_address_gets_a_notice_without_an_acting_link() {
        Person owner = confirmed();
        SITE.browser().register(owner.email(), PASSWORD);

        Mail notice = owner.mailbox().mail(2);
        assertThat(notice.source()).doesNotContain("/auth/confirm/");
        assertThat(notice.text()).contains("account");
        owner.mailbox().holds(2);
    }

    @Test
    void a_new_user_is_logged_in_by_the_link() {
        Person person = Person.at(SITE);
        person.register();
        assertThat(person.isLoggedIn()).isFalse();

        person.open(person.link(1));

        assertThat(person.isLoggedIn()).isTrue();
        assertThat(person.isConfirmed()).isTrue();
    }

    @Tag("LNK-19")
    @Test
    void asking_for_a_recovery_link_looks_the_same_for_every_address() {
        Person known = confirmed();
        Person unconfirmed = Person.at(SITE);
        unconfirmed.register();
        Person unknown = Person.at(SITE);

        Page first = known.forget(SITE.browser());

        looksAlike(unconfirmed.forget(SITE.browser()), first);
        looksAlike(unknown.forget(SITE.browser()), first);
        assertThat(known.mailbox().mail(2).link()).isNotNull();
        unknown.mailbox().holds(0);
    }

    @Tag("CHG-10")
    @Test
    void changing_to_a_taken_address_looks_like_changing_to_a_free_one() {
        Person owner = confirmed();
        Person person = confirmed();
        Person another = confirmed();

        looksAlike(
                person.changeEmail(owner.email()), another.changeEmail("new-" + another.email()));
        assertThat(another.mailbox().mail(2).link()).isNotNull();
        assertThat(person.me().getString("email")).isEqualTo(person.email());
        assertThat(SITE.db().count("webauth_user WHERE email = ?", owner.email())).isEqualTo(1);
    }

    @Test
    void a_malformed_address_is_still_refused() {
        SITE.browser().register("no address", PASSWORD).isError(400);
        new Mailbox("no address").holds(0);
    }

    private static Person confirmed() {
        Person person = Person.at(SITE);
        person.register();
        assertThat(person.open(person.link(1)).location()).isEqualTo("/dashboard");
        person.logOut();
        assertThat(person.logIn().location()).isEqualTo("/dashboard");
        return person;
    }

    private static void looksAlike(Page one, Page other) {
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(one.body()).isEqualTo(other.body());
        assertThat(one.header("Location")).isEqualTo(other.header("Location"));
        assertThat(headerNames(one)).isEqualTo(headerNames(other));
        assertThat(cookieNames(one)).isEqualTo(cookieNames(other));
    }

    private static Set<String> headerNames(Page page) {
        return new TreeMap<>(page.headers()).keySet();
    }

    private static Set<String> cookieNames(Page page) {
        List<String> names =
                page.setCookies().stream().map(c -> c.substring(0, c.indexOf('='))).toList();
        return new TreeSet<>(names);
    }
}
