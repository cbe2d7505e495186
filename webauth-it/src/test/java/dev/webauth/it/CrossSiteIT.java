package dev.webauth.it;

import static dev.webauth.it.rig.OnDemo.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.OnDemo;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Person;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another web site can change nothing in a visitor's browser. */
@OnDemo
class CrossSiteIT {

    private static final String EVIL = "https://evil.test";

    @Tag("WEB-04")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/set-password",
                "/set-email",
                "/resend-confirm",
                "/regenerate-api-key",
                "/delete-account",
                "/delete-provider",
                "/auth/logout"
            })
    void a_form_of_another_site_changes_nothing(String route) {
        Person person = Person.registeredAt(SITE);
        String before = row(person);
        String key = person.apiKey();
        Browser lured = person.thief().onPageOf(EVIL);

        Page answer = send(lured, route, person);
        if (!route.equals("/auth/logout")) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(403);
        }

        assertThat(row(person)).isEqualTo(before);
        assertThat(person.apiKey()).isEqualTo(key);
        assertThat(person.isLoggedIn()).isTrue();
        person.mailbox().holds(1);
    }

    @Tag("WEB-04")
    @ParameterizedTest
    @CsvSource({
        "cross-site, ",
        "same-site, https://other.x.test",
        ", https://evil.test",
        ", null",
        "cross-site, null",
        ", http://127.0.0.1:1",
        ", http://127.0.0.1.evil.test"
    })
    void each_header_that_names_another_site_is_recognised(String fetchSite, String origin) {
        Person person = Person.registeredAt(SITE);
        Browser lured = person.thief().with("Sec-Fetch-Site", fetchSite);
        if (origin != null) {
            lured.with("Origin", origin);
        }

        assertThat(lured.post("/delete-account").status()).isEqualTo(403);

        assertThat(person.isLoggedIn()).isTrue();
    }

    @Tag("WEB-04")
    @Test
    void a_form_of_this_site_works_in_old_and_new_browsers() {
        Person person = Person.registeredAt(SITE);
        String origin = SITE.uri().toString().replaceAll("/$", "");
        Browser old = person.browser().with("Sec-Fetch-Site", null).with("Origin", origin);
        assertThat(old.post("/regenerate-api-key").location()).isEqualTo("/dashboard");

        Browser fresh = person.browser().with("Sec-Fetch-Site", "same-origin").with("Origin", null);
        assertThat(fresh.post("/regenerate-api-key").location()).isEqualTo("/dashboard");
    }

    @Tag("WEB-05")
    @Test
    void another_site_cannot_log_anybody_in() {
        Person attacker = Person.registeredAt(SITE);
        Browser victim = SITE.browser();

        Page answer = attacker.logIn(victim.onPageOf(EVIL));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(victim.get("/me").json().getBoolean("authenticated")).isFalse();
    }

    @Tag("WEB-05")
    @Test
    void another_site_cannot_register_or_request_a_mail() {
        Person person = Person.at(SITE);
        Page answer = SITE.browser().onPageOf(EVIL).register(person.email(), person.password());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(SITE.db().count("webauth_user WHERE email = ?", person.email())).isZero();

        Person victim = Person.confirmedAt(SITE);
        assertThat(SITE.browser().onPageOf(EVIL).post("/remind", "email", victim.email()).status())
                .isEqualTo(403);
        victim.mailbox().holds(1);
    }

    @Tag("WEB-03")
    @ParameterizedTest
    @CsvSource({"no-cors, image", "navigate, document", "navigate, iframe", "cors, empty"})
    void another_site_cannot_log_anybody_out(String mode, String destination) {
        Person person = Person.registeredAt(SITE);
        Browser lured =
                person.thief()
                        .with("Sec-Fetch-Site", "cross-site")
                        .with("Sec-Fetch-Mode", mode)
                        .with("Sec-Fetch-Dest", destination);

        assertThat(lured.get("/auth/logout").isClean().status()).isLessThan(500);

        assertThat(person.isLoggedIn()).isTrue();
    }

    @Tag("WEB-03")
    @Test
    void a_link_of_this_site_logs_out() {
        Person person = Person.registeredAt(SITE);

        assertThat(person.browser().get("/auth/logout").location()).isEqualTo("/");
        assertThat(person.isLoggedIn()).isFalse();
    }

    @Tag("WEB-11")
    @Test
    void a_get_is_never_treated_as_a_post() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        Browser foreign = SITE.browser().with("X-HTTP-Method-Override", "POST");

        foreign.get(URI.create(link + "?_method=POST&password=" + "x"));
        foreign.get(URI.create(link + "?not_me=1"));
        Browser lured =
                person.thief()
                        .with("Sec-Fetch-Site", "cross-site")
                        .with("X-HTTP-Method-Override", "POST");
        lured.get("/auth/logout?_method=POST");
        lured.get("/delete-account?_method=POST");

        assertThat(person.isLoggedIn()).isTrue();
        assertThat(person.isConfirmed()).isFalse();
        assertThat(person.open(link).location()).isEqualTo("/dashboard");
    }

    @Test
    void another_site_cannot_submit_the_form_of_a_link() {
        Person person = Person.registeredAt(SITE);
        URI link = person.link(1);
        Browser lured = SITE.browser().onPageOf(EVIL);

        lured.post(link, "password=" + person.password().replace(' ', '+'));
        lured.post(link, "not_me=not_me");

        assertThat(person.isConfirmed()).isFalse();
        assertThat(person.open(link).location()).isEqualTo("/dashboard");
    }

    @Tag("WEB-12")
    @ParameterizedTest
    @ValueSource(strings = {"/", "/me", "/api/whoami", "/auth/logout", "/auth/confirm/x"})
    void no_cors_header_allows_another_site(String path) {
        Page page = SITE.browser().onPageOf(EVIL).get(path);

        assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    private static Page send(Browser lured, String route, Person person) {
        return lured.post(
                route,
                "email",
                "new-" + person.email(),
                "oldpass",
                person.password(),
                "password",
                "a passphrase of another",
                "password2",
                "a passphrase of another",
                "provider",
                "github",
                "sub",
                "1");
    }

    private static String row(Person person) {
        return SITE.db()
                .value("SELECT u::text FROM webauth_user u WHERE email = ?", person.email());
    }
}
