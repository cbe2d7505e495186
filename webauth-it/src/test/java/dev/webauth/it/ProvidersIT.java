package dev.webauth.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Chromium;
import dev.webauth.it.rig.OtherSite;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Parallel;
import dev.webauth.it.rig.Person;
import dev.webauth.it.rig.Site;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The demo with two providers of the tests: GitHub's preset with other endpoints, and one that
 * answers by POST.
 */
@ExtendWith(ArquillianExtension.class)
class ProvidersIT {

    private static final Site SITE = Site.below("providers");
    private static final AtomicInteger IDS = new AtomicInteger(1000);

    private static OtherSite provider;

    @Deployment(testable = false)
    static WebArchive demo() {
        provider = OtherSite.start();
        return SITE.set("github.client-id", "us")
                .set("github.client-secret", "a secret")
                .set("github.authorization-uri", provider.url() + "/authorize")
                .set("github.token-uri", provider.url() + "/token")
                .set("github.userinfo-uri", provider.url() + "/user")
                .set("github.emails-uri", provider.url() + "/emails")
                .set("post.client-id", "us")
                .set("post.title", "The poster")
                .set("post.response-mode", "form_post")
                .set("post.authorization-uri", provider.url() + "/authorize")
                .set("post.token-uri", provider.url() + "/token")
                .set("post.userinfo-uri", provider.url() + "/user")
                .set("post.sub", "id")
                .set("post.name", "login")
                .demo();
    }

    @AfterAll
    static void stop() {
        provider.stop();
    }

    private static int newcomer() {
        int id = IDS.incrementAndGet();
        provider.person(id, "person" + id);
        return id;
    }

    /** Signs in at the provider; returns the last answer of the application. */
    static Page signIn(Browser browser, String button) {
        String page = button.startsWith("login") ? "/" : "/dashboard";
        Page at = browser.click(browser.get(page), button);
        while (!at.uri().getPath().endsWith("/auth")) {
            at = browser.follow(at);
        }
        return at;
    }

    @Test
    void the_home_page_has_a_button_for_each() {
        Page home = SITE.browser().get("/");
        assertThat(home.target("login-github")).isEqualTo("/oauth-login/github");
        assertThat(home.element("login-github").text()).isEqualTo("Continue with GitHub");
        assertThat(home.element("login-post").text()).isEqualTo("Continue with The poster");
    }

    @Test
    void signing_in_leads_to_the_dashboard_and_sets_no_address() {
        int id = newcomer();
        Browser browser = SITE.browser();
        assertThat(signIn(browser, "login-github").location()).isEqualTo("/dashboard");
        JsonObject me = browser.get("/me").json();
        assertThat(me.getBoolean("authenticated")).isTrue();
        assertThat(me.getBoolean("confirmed")).isTrue();
        assertThat(me.getBoolean("confirmedSession")).isFalse();
        assertThat(me.isNull("email")).isTrue();
        assertThat(me.getJsonArray("providers").getJsonObject(0).toString())
                .isEqualTo(
                        "{\"provider\":\"github\",\"sub\":\""
                                + id
                                + "\",\"name\":\"person"
                                + id
                                + "\"}");
        assertThat(SITE.db().count("webauth_user_auth WHERE email = 'first@x.test'")).isPositive();
    }

    @Test
    void a_confirmed_first_address_allows_a_password() {
        newcomer();
        Person owner = Person.at(SITE);
        Browser browser = owner.browser();
        signIn(browser, "login-github");
        assertThat(owner.changeEmail(owner.email()).location()).isEqualTo("/dashboard");
        assertThat(owner.open(owner.link(1)).location()).isEqualTo("/set-password");
        assertThat(owner.setPassword("a good passphrase").location()).isEqualTo("/dashboard");
        owner.logOut();
        assertThat(browser.logIn(owner.email(), "a good passphrase").location())
                .isEqualTo("/dashboard");
    }

    @Test
    void the_last_way_to_log_in_cannot_be_removed_and_another_can() {
        int id = newcomer();
        Browser browser = SITE.browser();
        signIn(browser, "login-github");
        Page refused = browser.click(browser.get("/dashboard"), "delete-provider-github");
        assertThat(refused.isError(409).target("next")).isEqualTo("/dashboard");

        Person owner = Person.confirmedAt(SITE);
        provider.person(id + 100_000, "another");
        assertThat(signIn(owner.browser(), "connect-github").location()).isEqualTo("/dashboard");
        assertThat(owner.mailbox().mail(2).subject()).contains("new way to log in");
        Page removed =
                owner.browser().click(owner.browser().get("/dashboard"), "delete-provider-github");
        assertThat(removed.location()).isEqualTo("/dashboard");
        assertThat(owner.browser().get("/dashboard").has("delete-provider-github")).isFalse();
        assertThat(owner.browser().get("/dashboard").has("connect-github")).isTrue();
    }

    @Tag("PRE-08")
    @Test
    void an_identity_of_another_account_is_not_linked() {
        newcomer();
        signIn(SITE.browser(), "login-github");
        Person owner = Person.confirmedAt(SITE);
        Page refused = signIn(owner.browser(), "connect-github");
        assertThat(refused.isError(409).target("next")).isEqualTo("/dashboard");
        assertThat(owner.isLoggedIn()).isTrue();
    }

    @Tag("OID-03")
    @Test
    void every_forged_callback_gets_the_same_clean_page() {
        for (String query : new String[] {"", "?code=x", "?code=x&state=%00", "?state=%ff%fe"}) {
            Page page = SITE.browser().get("/auth/github/auth" + query);
            assertThat(page.isClean().status()).as(query).isIn(400, 403);
            assertThat(page.setCookies()).isEmpty();
        }
    }

    @Tag("SES-12")
    @Test
    void starting_a_sign_in_makes_no_session() {
        Browser browser = SITE.browser();
        Page out = browser.get("/auth/github/login");
        assertThat(out.status()).isEqualTo(303);
        assertThat(out.setCookies())
                .hasSize(1)
                .allSatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .startsWith("webauth_browser=")
                                        .contains("HttpOnly")
                                        .contains("SameSite=Lax"));
    }

    @Test
    void a_provider_that_posts_from_another_site_signs_in_in_a_real_browser() {
        int id = newcomer();
        try (Chromium chromium = Chromium.start("providers")) {
            com.microsoft.playwright.Page phone = chromium.window();
            phone.navigate(SITE.uri().toString());
            chromium.shot(phone, "home");
            phone.click("#login-post");
            phone.waitForURL(provider.url() + "/**");
            phone.click("#go");
            phone.waitForURL(SITE.uri("/dashboard").toString());
            assertThat(phone.locator("#delete-provider-post")).isVisible();
            chromium.shot(phone, "dashboard");
            assertThat(
                            SITE.db()
                                    .count(
                                            "webauth_user_auth WHERE provider = 'post' AND sub = ?",
                                            "" + id))
                    .isEqualTo(1);
        }
    }

    @Tag("PRE-09")
    @Test
    void another_site_cannot_start_a_sign_in() {
        Page page = SITE.browser().onPageOf("https://evil.test").get("/auth/github/login");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Location")).isEmpty();
    }

    @Tag("RAC-04")
    @Test
    void a_hundred_first_sign_ins_at_once_create_one_account() {
        int id = newcomer();
        List<Page> answers =
                Parallel.run(
                        Collections.<Callable<Page>>nCopies(
                                100, () -> signIn(SITE.browser(), "login-github")));
        assertThat(answers).allSatisfy(page -> assertThat(page.isClean().status()).isIn(303, 503));
        assertThat(SITE.db().count("webauth_user_auth WHERE sub = ?", "" + id)).isEqualTo(1);
        assertThat(
                        SITE.db()
                                .count(
                                        "webauth_user u WHERE email IS NULL AND NOT EXISTS (SELECT 1"
                                                + " FROM webauth_user_auth a WHERE a.user_id = u.id)"))
                .isZero();
    }

    @Tag("FLT-12")
    @Test
    void a_hanging_provider_does_not_delay_log_ins_by_password() {
        Person owner = Person.confirmedAt(SITE);
        provider.hang();
        try {
            Thread crowd =
                    new Thread(
                            () ->
                                    Parallel.run(
                                            Collections.<Callable<Page>>nCopies(
                                                    60,
                                                    () -> signIn(SITE.browser(), "login-github"))));
            crowd.start();
            for (int i = 0; i < 5; i++) {
                Browser browser = SITE.browser();
                assertThat(owner.logIn(browser).location()).isEqualTo("/dashboard");
            }
            crowd.join(60_000);
            assertThat(crowd.isAlive()).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            provider.wakeUp();
        }
        newcomer();
        assertThat(signIn(SITE.browser(), "login-github").location()).isEqualTo("/dashboard");
    }
}
