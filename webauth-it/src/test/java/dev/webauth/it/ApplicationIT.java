package dev.webauth.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.it.app.JoinTeam;
import dev.webauth.it.app.Orders;
import dev.webauth.it.app.RecordedEvents;
import dev.webauth.it.app.Shop;
import dev.webauth.it.app.ShopAnswers;
import dev.webauth.it.app.ShopApplication;
import dev.webauth.it.rig.Browser;
import dev.webauth.it.rig.Mailbox;
import dev.webauth.it.rig.Page;
import dev.webauth.it.rig.Site;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses of the library that the demo does not show. */
@ExtendWith(ArquillianExtension.class)
class ApplicationIT {

    private static final String PASSWORD = "a good passphrase";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Site SITE =
            Site.below("application").set("user-unconfirmed-expires", "PT2S");

    private final Browser browser = SITE.browser();
    private final String email = "shopper" + COUNT.incrementAndGet() + "@x.test";

    @Deployment(testable = false)
    static WebArchive application() {
        return SITE.application(
                ShopApplication.class,
                Shop.class,
                Orders.class,
                JoinTeam.class,
                ShopAnswers.class,
                RecordedEvents.class);
    }

    @Test
    void a_row_of_the_application_is_committed_with_a_registration() {
        String answer = register("").body();

        assertThat(answer).startsWith("account ");
        long id = Long.parseLong(answer.substring(8));
        assertThat(SITE.db().count("webauth_user WHERE id = ?", id)).isEqualTo(1);
        assertThat(SITE.db().count("shop_order WHERE user_id = ?", id)).isEqualTo(1);
        assertThat(new Mailbox(email).mail(1).link()).isNotNull();
        assertThat(browser.get("/shop/who").body()).isEqualTo(email);
    }

    @Test
    void a_registration_is_rolled_back_with_a_row_of_the_application() {
        assertThat(register("fail").status()).isEqualTo(500);

        assertThat(SITE.db().count("webauth_user WHERE email = ?", email)).isZero();
        assertThat(SITE.db().count("shop_order WHERE note = 'welcome' AND user_id IS NULL"))
                .isZero();
        assertThat(browser.get("/shop/who").body()).isEqualTo("nobody");
        new Mailbox(email).holds(0);
        assertThat(register("").status()).isEqualTo(200);
    }

    @Test
    void a_new_password_is_rolled_back_with_the_callers_transaction() {
        register("");
        Browser other = SITE.browser();
        logIn(other, PASSWORD);

        assertThat(browser.post("/shop/half-done", "password", "never the password").status())
                .isEqualTo(500);

        assertThat(logIn(SITE.browser(), PASSWORD).status()).isEqualTo(200);
        assertThat(logIn(SITE.browser(), "never the password").status()).isEqualTo(403);
        assertThat(other.get("/shop/who").body()).isEqualTo(email);
        new Mailbox(email).holds(1);
    }

    @Test
    void observers_get_events_at_once_and_after_the_commit() {
        String id = register("").body().substring(8);
        String heard = browser.get("/shop/heard").body();
        String registered = "Registered[userId=" + id + ", method=password]";

        assertThat(heard)
                .contains("at once " + registered)
                .contains("committed " + registered)
                .contains("registered " + id);
    }

    @Test
    void after_a_rollback_only_immediate_observers_have_got_the_event() {
        register("fail");
        List<String> heard = browser.get("/shop/heard").body().lines().toList();
        String last =
                heard.stream().filter(l -> l.startsWith("registered ")).reduce((a, b) -> b).get();
        String id = last.substring("registered ".length());

        assertThat(SITE.db().count("webauth_user WHERE id = ?", Long.valueOf(id))).isZero();
        assertThat(heard).noneMatch(l -> l.startsWith("committed Registered[userId=" + id + ","));
    }

    @Test
    void an_address_confirmed_by_the_application_needs_no_mail() {
        Page page = browser.post("/shop/register-confirmed", "email", email, "password", PASSWORD);

        assertThat(page.body()).isEqualTo("confirmed true");
        new Mailbox(email).holds(0);
    }

    @Test
    void a_link_of_the_application_runs_its_action_once() {
        URI link = invite("blue", "/shop/who");

        assertThat(link.toString()).startsWith(SITE.uri("/auth/confirm/").toString());
        assertThat(browser.get(link).location()).isEqualTo("/shop/who");
        assertThat(SITE.db().count("shop_order WHERE note = 'joined blue'")).isEqualTo(1);
        assertThat(browser.get(link).status()).isEqualTo(410);
        assertThat(SITE.db().count("shop_order WHERE note = 'joined blue'")).isEqualTo(1);
    }

    @Test
    void a_link_of_the_application_works_in_another_browser_by_its_button() {
        URI link = invite("green", "");
        Browser foreign = SITE.browser();

        Page page = foreign.get(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(SITE.db().count("shop_order WHERE note = 'joined green'")).isZero();

        assertThat(foreign.submit(page.onlyForm()).status()).isEqualTo(303);
        assertThat(SITE.db().count("shop_order WHERE note = 'joined green'")).isEqualTo(1);
        assertThat(foreign.get("/shop/who").body()).isEqualTo("nobody");
    }

    @Test
    void an_action_that_fails_leaves_its_link_valid() {
        URI link = invite("clumsy", "/shop/who");

        assertThat(browser.get(link).status()).isEqualTo(500);
        assertThat(SITE.db().count("shop_order WHERE note = 'joined clumsy'")).isZero();

        assertThat(browser.get(link).status()).isEqualTo(303);
        assertThat(SITE.db().count("shop_order WHERE note = 'joined clumsy'")).isEqualTo(1);
    }

    @Test
    void a_link_of_the_application_expires() throws InterruptedException {
        register("");
        URI link =
                URI.create(
                        browser.post("/shop/invite", "team", "late", "next", "", "seconds", "1")
                                .body());
        TimeUnit.SECONDS.sleep(2);

        assertThat(browser.get(link).status()).isEqualTo(410);
        assertThat(SITE.db().count("shop_order WHERE note = 'joined late'")).isZero();
    }

    @Test
    void a_link_for_an_unknown_action_is_refused() {
        assertThat(browser.post("/shop/invite-nowhere").status()).isEqualTo(400);
    }

    @Test
    void the_application_can_replace_the_librarys_answers() {
        register("");
        assertThat(browser.get(invite("red", "/shop/heard")).location())
                .isEqualTo("/shop/who?team=red");

        Page out = browser.get("/auth/logout");
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.body()).isEqualTo("See you again; next is /");
        assertThat(out.setCookies()).anyMatch(c -> c.startsWith("seen=yes"));

        Page over = SITE.browser().get("/auth/confirm/unknown");
        assertThat(over.status()).isEqualTo(410);
        assertThat(over.body()).isEqualTo("This link is over");
    }

    @Test
    void a_mailed_link_confirms_a_further_address() {
        String id = register("").body().substring(8);
        String another = "another-" + email;

        browser.post("/shop/prove", "email", another, "user", id, "method", "team.join");
        URI link = new Mailbox(another).mail(1).link();

        assertThat(browser.get(link).location()).isEqualTo("/shop/who");
        assertThat(SITE.db().count("shop_order WHERE note = ?", "joined " + another)).isEqualTo(1);
        assertThat(browser.get("/shop/who").body()).isEqualTo(email);
    }

    @Test
    void a_mailed_link_can_set_the_address_of_an_account() {
        String id = register("").body().substring(8);
        String another = "another-" + email;

        browser.post("/shop/prove", "email", another, "user", id, "method", "account.confirm");

        assertThat(browser.get(new Mailbox(another).mail(1).link()).status()).isEqualTo(303);
        assertThat(SITE.db().value("SELECT email FROM webauth_user WHERE id = ?", Long.valueOf(id)))
                .isEqualTo(another);
        Page wrong = browser.post("/shop/prove", "email", "x", "user", id, "method", "team.join");
        assertThat(wrong.status()).isEqualTo(400);
        Page nobody =
                browser.post("/shop/prove", "email", email, "user", "0", "method", "team.join");
        assertThat(nobody.status()).isEqualTo(404);
        Page nothing = browser.post("/shop/prove", "email", email, "user", id, "method", "no.such");
        assertThat(nothing.status()).isEqualTo(400);
    }

    @Tag("WEB-01")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.test",
                "https:evil.test",
                "https://evil.test",
                "/\\evil.test",
                "\\/evil.test",
                "/\t/evil.test",
                "/%09/evil.test",
                "/%2F%2Fevil.test",
                "/%5cevil.test",
                "///evil.test",
                "javascript:alert(1)",
                "data:text/html,x",
                "http://app.test@evil.test",
                "http://127.0.0.1.evil.test",
                "evil.test",
                "",
                "/a\r\nSet-Cookie: x=y",
                " //evil.test",
                "/ok\u0000"
            })
    void a_next_uri_is_a_local_path(String uri) {
        String encoded = java.net.URLEncoder.encode(uri, java.nio.charset.StandardCharsets.UTF_8);

        assertThat(browser.post("/shop/next?uri=" + encoded).status()).isEqualTo(400);
        Page invited = browser.post("/shop/invite", "team", "x", "next", uri, "seconds", "60");
        if (!uri.isEmpty()) {
            assertThat(invited.status()).isEqualTo(400);
        }
    }

    @Test
    void the_next_uri_is_kept_at_log_in_and_used_at_log_out() {
        register("");
        browser.post("/shop/logout");
        assertThat(browser.post("/shop/next?uri=/shop/heard?x=y").body())
                .isEqualTo("/shop/heard?x=y");

        logIn(browser, PASSWORD);

        assertThat(browser.post("/shop/logout").body()).isEqualTo("/shop/heard?x=y");
        logIn(browser, PASSWORD);
        browser.post("/shop/next?uri=/shop/heard");
        assertThat(browser.post("/shop/clear-next").body()).isEqualTo("nothing");
        assertThat(browser.post("/shop/logout").body()).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/login, 403, credentials_wrong",
        "/shop/register, 409, email_taken",
        "/shop/remind, 404, user_not_found"
    })
    void a_refusal_is_problem_json_for_programs_and_a_page_for_people(
            String route, int status, String code) {
        String[] fields = {"email", email, "password", PASSWORD};
        if (route.endsWith("register")) {
            register("");
        }

        Page problem =
                SITE.browser().with("Accept", "application/json").post(route, fields).isClean();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.header("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(problem.json().getInt("status")).isEqualTo(status);
        assertThat(problem.body()).contains(code);

        Page page = SITE.browser().post(route, fields).isClean();
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
    }

    @Test
    void an_api_key_finds_its_account_and_prints_no_secret() {
        register("");
        assertThat(SITE.browser().with("X-API-Key", "x").get("/shop/key").status()).isEqualTo(404);
        assertThat(SITE.browser().get("/shop/key").status()).isEqualTo(404);
    }

    @Test
    void an_identity_that_the_account_does_not_have_is_not_found() {
        register("");

        assertThat(browser.post("/shop/remove-provider").status()).isEqualTo(404);
        assertThat(SITE.browser().post("/shop/remove-provider").status()).isEqualTo(401);
    }

    @Test
    void touching_an_account_stores_the_time() {
        String id = register("").body().substring(8);
        String active = "SELECT d_active FROM webauth_user WHERE id = " + id;
        String before = SITE.db().column(active).get(0);

        assertThat(browser.post("/shop/touch").body()).isEqualTo("touched");

        assertThat(SITE.db().value(active)).isNotNull().isNotEqualTo(before);
    }

    @Tag("REG-18")
    @Test
    void the_cleanup_deletes_accounts_that_were_not_confirmed_in_time()
            throws InterruptedException {
        register("");
        URI link = new Mailbox(email).mail(1).link();
        String confirmed = "confirmed-" + email;
        SITE.browser().post("/shop/register-confirmed", "email", confirmed, "password", PASSWORD);
        TimeUnit.SECONDS.sleep(3);

        assertThat(browser.post("/shop/cleanup").body()).isEqualTo("clean");

        assertThat(SITE.db().count("webauth_user WHERE email = ?", email)).isZero();
        assertThat(SITE.db().count("webauth_user WHERE email = ?", confirmed)).isEqualTo(1);
        assertThat(browser.get("/shop/who").body()).isEqualTo("nobody");
        assertThat(browser.get(link).status()).isEqualTo(410);
        assertThat(register("").status()).isEqualTo(200);
    }

    private Page register(String then) {
        return browser.post("/shop/register", "email", email, "password", PASSWORD, "then", then);
    }

    private Page logIn(Browser in, String password) {
        return in.post("/shop/login", "email", email, "password", password);
    }

    private URI invite(String team, String next) {
        Page page = browser.post("/shop/invite", "team", team, "next", next, "seconds", "600");
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return URI.create(page.body());
    }
}
