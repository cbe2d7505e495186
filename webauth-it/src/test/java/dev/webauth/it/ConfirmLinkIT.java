package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Form;
import dev.webauth.it.rig.Mail;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The link that confirms an address. */
@OnDemo
class ConfirmLinkIT {

    @Tag("LNK-01")
    @Test
    void in_the_requesting_browser_a_link_confirms_and_starts_a_confirmed_session() {
        Person person = Person.registeredAt(SITE);

        assertThat(person.open(person.link(1)).location()).isEqualTo("/dashboard");

        assertThat(person.isLoggedIn()).isTrue();
        assertThat(person.isConfirmed()).isTrue();
        assertThat(person.isInConfirmedSession()).isTrue();
    }

    @Test
    void a_click_in_a_web_mailer_works_like_a_typed_link() {
        Person person = Person.registeredAt(SITE);
        person.browser().with("Sec-Fetch-Site", "cross-site");

        assertThat(person.open(person.link(1)).location()).isEqualTo("/dashboard");
        assertThat(person.isConfirmed()).isTrue();
    }

    @Test
    void after_a_log_out_the_requesting_browser_is_asked_for_the_password() {
        Person person = Person.registeredAt(SITE);
        person.logOut();

        Form form = passwordForm(person.open(person.link(1)));
        person.browser().submit(form.typeByName("password", person.password()));

        person.logIn();
        assertThat(person.isConfirmed()).isTrue();
    }

    @Tag("LNK-04")
    @Test
    void a_confirm_link_works_once() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        person.open(link);
        String session = person.browser().session();

        assertThat(person.open(link).isClean().status()).isEqualTo(404);

        assertThat(person.browser().session()).isEqualTo(session);
        assertThat(person.isLoggedIn()).isTrue();
        assertThat(SITE.browser().get(link).status()).isEqualTo(404);
    }

    @Test
    void a_used_and_an_unknown_link_are_answered_alike() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        person.open(link);
        String unknown = "x".repeat(43);

        Page used = SITE.browser().get(link);
        Page never = SITE.browser().get("/auth/confirm/" + unknown);

        assertThat(never.status()).isEqualTo(404);
        assertThat(used.status()).isEqualTo(404);
        assertThat(never.body()).isEqualTo(used.body()).doesNotContain(unknown);
    }

    @Tag("LNK-01")
    @Test
    void in_another_browser_opening_a_link_changes_nothing_and_shows_a_form() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        Browser foreign = SITE.browser();

        Page page = foreign.get(link);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.setCookies()).noneMatch(c -> c.startsWith("JSESSIONID"));
        assertThat(page.html().select("form[method=post] input[name=password][type=password]"))
                .hasSize(1);
        assertThat(page.html().select("form[method=post] button[name=not_me]")).hasSize(1);
        assertThat(foreign.isLoggedIn()).isFalse();
        assertThat(person.isConfirmed()).isFalse();
        assertThat(foreign.get(link).status()).isEqualTo(200);
        assertThat(person.open(link).location()).isEqualTo("/dashboard");
    }

    @Tag("LNK-02")
    @Test
    void head_and_options_change_nothing_in_any_browser() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);

        for (Browser browser : new Browser[] {SITE.browser(), person.browser()}) {
            assertThat(browser.head(link).status()).isLessThan(500);
            assertThat(browser.send("OPTIONS", link.getPath(), null, "").status()).isLessThan(500);
        }
        assertThat(person.isConfirmed()).isFalse();

        assertThat(person.open(link).location()).isEqualTo("/dashboard");
    }

    @Tag("PRE-03")
    @Test
    void in_another_browser_a_link_confirms_with_the_password_and_logs_nobody_in() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        Browser foreign = SITE.browser();
        Form form = passwordForm(foreign.get(link));
        assertThat(form.action()).isEqualTo(link);

        Page done = foreign.submit(form.typeByName("password", person.password()));

        assertThat(done.status()).isIn(200, 303);
        assertThat(person.isConfirmed()).isTrue();
        assertThat(foreign.isLoggedIn()).isFalse();
        assertThat(person.isInConfirmedSession()).isFalse();
        assertThat(SITE.browser().get(link).status()).isEqualTo(404);
    }

    @Tag("PRE-03")
    @Test
    void in_another_browser_a_wrong_password_confirms_nothing_and_leaves_the_link_good() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        Browser foreign = SITE.browser();

        for (String wrong : new String[] {"wrong one", "", person.password() + "x"}) {
            Page refused =
                    foreign.submit(passwordForm(foreign.get(link)).typeByName("password", wrong));
            assertThat(refused.isClean().status()).as(wrong).isIn(200, 400, 403);
        }
        assertThat(foreign.post(link, "").isClean().status()).isIn(200, 400, 403);
        assertThat(person.isConfirmed()).isFalse();
        assertThat(foreign.isLoggedIn()).isFalse();

        assertThat(person.open(link).location()).isEqualTo("/dashboard");
    }

    @Test
    void passwords_cannot_be_guessed_through_a_link() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        for (int i = 0; i < 6; i++) {
            Browser foreign = SITE.browser();
            foreign.submit(passwordForm(foreign.get(link)).typeByName("password", "wrong " + i));
        }
        Browser foreign = SITE.browser();
        foreign.submit(passwordForm(foreign.get(link)).typeByName("password", person.password()));

        assertThat(person.isConfirmed()).isFalse();
    }

    @Test
    void this_was_not_me_with_the_address_ends_the_link() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        Browser foreign = SITE.browser();
        Form form = foreign.get(link).form("not_me");

        foreign.submit(form);
        foreign.submit(form.typeByName("email", "other-" + person.email()));
        assertThat(SITE.browser().get(link).status()).isEqualTo(200);
        Page done = foreign.submit(form.typeByName("email", person.email()));

        assertThat(done.status()).isIn(200, 303);
        assertThat(foreign.isLoggedIn()).isFalse();
        assertThat(SITE.browser().get(link).status()).isEqualTo(404);
        assertThat(person.isConfirmed()).isFalse();
    }

    @Test
    void a_link_opened_by_another_logged_in_user_changes_neither_account() {
        Person owner = Person.registeredAt(SITE);
        Person other = Person.registeredAt(SITE);
        URI link = owner.link(1);

        assertThat(other.open(link).status()).isEqualTo(200);

        assertThat(other.me().getString("email")).isEqualTo(other.email());
        assertThat(other.isConfirmed()).isFalse();
        assertThat(owner.isConfirmed()).isFalse();
    }

    @Test
    void each_of_several_links_works_until_one_was_used() {
        Person person = Person.registeredAt(SITE);
        URI first = person.link(1);
        person.browser().click(person.browser().get("/dashboard"), "resend-confirm");
        URI second = person.link(2);

        assertThat(second).isNotEqualTo(first);
        assertThat(person.open(first).location()).isEqualTo("/dashboard");
        assertThat(person.isConfirmed()).isTrue();
        assertThat(person.open(second).status()).isEqualTo(404);
    }

    @Tag("LNK-17")
    @Test
    void a_link_does_not_restore_a_deleted_account() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        person.deleteAccount();

        assertThat(person.open(link).status()).isEqualTo(404);
        assertThat(SITE.browser().get(link).status()).isEqualTo(404);
        assertThat(SITE.db().count("webauth_user WHERE email = ?", person.email())).isZero();
    }

    @Tag("LNK-18")
    @Test
    void the_page_of_a_link_is_not_sent_as_referrer_framed_or_cached() {
        Person person = Person.registeredAt(SITE);
        Page page = SITE.browser().get(person.link(1));

        assertThat(page.header("Referrer-Policy")).contains("same-origin");
        assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(page.html().select("[src], link[href]:not([href^=data:])")).isEmpty();
        assertThat(page.html().select("meta[name=viewport]")).isNotEmpty();
        Page redirect = person.open(person.link(1));
        assertThat(redirect.header("Referrer-Policy")).contains("no-referrer");
        assertThat(redirect.header("Cache-Control").orElse("")).contains("no-store");
    }

    @Tag("LNK-07")
    @Test
    void the_database_does_not_hold_the_key() {
        Person person = Person.registeredAt(SITE);

        assertThat(SITE.db().dump()).doesNotContain(Mail.key(person.link(1)));
    }

    @Tag("LNK-08")
    @Test
    void keys_are_long_and_never_repeat() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            keys.add(Mail.key(Person.registeredAt(SITE).link(1)));
        }

        assertThat(keys).hasSize(10).allSatisfy(k -> assertThat(k).matches("[A-Za-z0-9_-]{43}"));
    }

    private static Form passwordForm(Page page) {
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page.formOf("password");
    }
}
