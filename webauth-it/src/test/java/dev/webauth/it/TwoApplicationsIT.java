package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.kind.GuestServlet;
import dev.webauth.it.kind.Guests;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mail;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Server;
import dev.webauth.it.rig.Site;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two applications with the library on one server at once, each with its own database. */
@ExtendWith(ArquillianExtension.class)
class TwoApplicationsIT {

    private static final Site ONE = Site.below("one");
    private static final Site OTHER = Site.below("other").set("base-prefix", "/sso");

    private final String email = UUID.randomUUID() + "@x.test";

    @Deployment(name = "one", testable = false)
    static WebArchive one() {
        return war(ONE);
    }

    @Deployment(name = "other", testable = false)
    static WebArchive other() {
        return war(OTHER);
    }

    private static WebArchive war(Site site) {
        return site.application(Guests.class, GuestServlet.class);
    }

    @Test
    void a_session_of_one_application_is_a_visitor_in_the_other() {
        Browser here = registered(ONE);
        Browser there = OTHER.browser();
        there.plant("JSESSIONID", here.session());

        assertThat(caller(there)).isEqualTo("nobody, nobody");
        assertThat(act(there, "login").status()).isEqualTo(403);
        assertThat(caller(registered(OTHER))).contains(email);
        assertThat(caller(here)).contains(email);
    }

    @Tag("SES-03")
    @Test
    void a_log_in_replaces_a_session_id_that_the_other_application_knows() {
        registered(ONE);
        String known = registered(OTHER).session();
        Browser victim = ONE.browser();
        victim.plant("JSESSIONID", known);

        act(victim, "login");

        assertThat(victim.session()).isNotEqualTo(known);
        assertThat(caller(victim)).contains(email);
        Browser attacker = ONE.browser();
        attacker.plant("JSESSIONID", known);
        assertThat(caller(attacker)).isEqualTo("nobody, nobody");
    }

    @Tag("SES-03")
    @Test
    void a_log_in_found_by_its_cookie_gets_a_session_that_the_other_application_does_not_know() {
        String cookie = registered(ONE).cookie("webauth_login").orElseThrow();
        String known = registered(OTHER).session();
        Browser victim = ONE.browser();
        victim.plant("webauth_login", cookie);
        victim.plant("JSESSIONID", known);

        assertThat(caller(victim)).contains(email);

        Browser attacker = ONE.browser();
        attacker.plant("JSESSIONID", known);
        assertThat(caller(attacker)).isEqualTo("nobody, nobody");
    }

    @Test
    void each_application_mails_and_accepts_only_its_own_links() {
        Browser here = registered(ONE);
        URI link = new Mailbox(email).mail(1).link();
        Browser there = registered(OTHER);
        URI otherLink = new Mailbox(email).mail(2).link();

        assertThat(link.toString()).startsWith(ONE.uri("/auth/confirm/").toString());
        assertThat(otherLink.toString()).startsWith(OTHER.uri("/sso/confirm/").toString());
        assertThat(there.get("/sso/confirm/" + Mail.key(link)).status()).isEqualTo(404);
        here.get(link);
        assertThat(caller(here)).contains(" confirmed");
        assertThat(caller(there)).contains(" unconfirmed");
        there.get(otherLink);
        assertThat(caller(there)).contains(" confirmed");
    }

    @Test
    void the_cleanup_of_one_application_does_not_affect_the_other() {
        Browser here = registered(ONE);
        registered(OTHER);
        for (Site site : List.of(ONE, OTHER)) {
            site.db().run("UPDATE webauth_user SET d_created = d_created - interval '2 days'");
        }

        act(here, "cleanup");

        assertThat(ONE.db().count("webauth_user WHERE email = ?", email)).isZero();
        assertThat(OTHER.db().count("webauth_user WHERE email = ?", email)).isEqualTo(1);
        assertThat(caller(here)).isEqualTo("nobody, nobody");
    }

    @Test
    void deploying_and_undeploying_one_application_does_not_affect_the_others() {
        Site passing = Site.below("passing");
        Server.with(
                war(passing),
                () -> {
                    assertThat(caller(registered(passing))).contains(email);
                    // Otherwise the mail would leave at the next start.
                    new Mailbox(email).mail(1);
                });

        Browser here = registered(ONE);

        here.get(new Mailbox(email).mail(2).link());
        assertThat(caller(here)).contains(" confirmed");
    }

    private Browser registered(Site site) {
        Browser browser = site.browser();
        assertThat(act(browser, "register").status()).isEqualTo(200);
        return browser;
    }

    private Page act(Browser browser, String action) {
        return browser.post(
                "/servlet/guest",
                "action",
                action,
                "email",
                email,
                "password",
                "a good passphrase");
    }

    private static String caller(Browser browser) {
        return browser.get("/servlet/guest").body();
    }
}
