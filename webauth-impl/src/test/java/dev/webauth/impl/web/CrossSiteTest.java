package dev.webauth.impl.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Form;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.ConfirmAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request changes something only if it comes from a page of this site, as its headers or the
 * token of a form show.
 */
class CrossSiteTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "acme.client-id", "cid",
                    "acme.authorization-uri", "https://acme.test/authorize",
                    "acme.token-uri", "https://acme.test/token",
                    "acme.userinfo-uri", "https://acme.test/me");

    private FakeBrowser vera;

    @BeforeEach
    void vera_is_logged_in() {
        vera = APP.confirmed("vera@x.test", PASSWORD);
    }

    /** Regression test: a browser that prefetches links logged its user out and used links up. */
    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch",
        "Sec-Purpose, prefetch;prerender",
        "Purpose, prefetch",
        "purpose, Prefetch",
        "X-Purpose, preview",
        "X-Moz, prefetch"
    })
    void a_prefetch_changes_nothing(String header, String value) {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD).with(header, value);
        FakeBrowser visitor = APP.browser().with(header, value);
        vera.with(header, value);
        for (Answer answer :
                new Answer[] {
                    vera.get("/auth/logout"),
                    vera.get("/auth/acme/login"),
                    vera.get("/auth/acme/auth?state=x&code=y"),
                    visitor.get("/auth/acme/login"),
                    anna.get(APP.link("anna@x.test"))
                }) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(APP.database().count("webauth_flow")).isZero();
        assertThat(anna.with(header, null).asks(WebAuth::isConfirmed)).isFalse();
        assertThat(vera.with(header, null).isLoggedIn()).isTrue();
    }

    /**
     * Regression test: an image that a user had put on a page of this site logged other users out.
     */
    @ParameterizedTest
    @CsvSource({
        "no-cors, image",
        "no-cors, script",
        "cors, empty",
        "navigate, iframe",
        "navigate, object",
        "same-origin, audio"
    })
    void a_request_that_is_not_a_top_level_navigation_changes_nothing(
            String mode, String destination) {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        for (FakeBrowser browser : new FakeBrowser[] {vera, anna}) {
            browser.with("Sec-Fetch-Mode", mode).with("Sec-Fetch-Dest", destination);
        }
        assertThat(vera.get("/auth/logout").status()).isEqualTo(200);
        assertThat(vera.get("/auth/acme/login").status()).isEqualTo(200);
        assertThat(vera.get("/auth/acme/auth?state=x&code=y").status()).isEqualTo(403);
        assertThat(anna.get(APP.link("anna@x.test")).status()).isEqualTo(200);
        for (FakeBrowser browser : new FakeBrowser[] {vera, anna}) {
            browser.with("Sec-Fetch-Mode", "navigate").with("Sec-Fetch-Dest", "document");
        }
        assertThat(APP.database().count("webauth_flow")).isZero();
        assertThat(anna.asks(WebAuth::isConfirmed)).isFalse();
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    void without_origin_headers_a_post_with_a_session_is_refused() {
        vera.withoutFetchMetadata();
        assertThat(vera.post("/auth/logout").status()).isEqualTo(403);
        refused("origin_missing", vera, webauth -> webauth.setUserPassword("battery staple"));
        refused("origin_missing", vera, webauth -> webauth.setNext("/x"));
        assertThat(vera.isLoggedIn()).isTrue();
        FakeBrowser program = APP.browser().withoutFetchMetadata();
        program.calls(webauth -> webauth.login("vera@x.test", PASSWORD));
        refused("origin_missing", program, WebAuth::regenerateApiKey);
        program.with("Origin", TestApplication.ORIGIN).calls(WebAuth::regenerateApiKey);
    }

    @Test
    void without_origin_headers_log_out_and_linking_show_a_button_that_works() {
        vera.withoutFetchMetadata();
        Form link = Form.in(vera.get("/auth/acme/login"));
        assertThat(link.action()).isEqualTo("/app/auth/acme/login");
        assertThat(vera.get("/auth/acme/login?form_token=" + link.fields().get("form_token")))
                .extracting(Answer::location)
                .asString()
                .startsWith("https://acme.test/authorize");
        Answer page = vera.get("/auth/logout");
        assertThat(page.status()).isEqualTo(200);
        assertThat(vera.isLoggedIn()).isTrue();
        vera.post("/auth/logout", "form_token", token(page));
        assertThat(vera.isLoggedIn()).isFalse();
    }

    @Test
    void without_origin_headers_a_sign_in_starts_and_a_link_works_in_its_own_browser() {
        assertThat(APP.browser().withoutFetchMetadata().get("/auth/acme/login").location())
                .startsWith("https://acme.test/authorize");
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD).withoutFetchMetadata();
        assertThat(anna.get(APP.link("anna@x.test")).status()).isEqualTo(303);
    }

    /**
     * Regression test: from a page with no-referrer the browser sent the library's own form with
     * "Origin: null".
     */
    @Test
    void a_form_of_the_library_is_accepted_by_its_token_without_an_origin() {
        APP.registered("anna@x.test", PASSWORD);
        String link = APP.link("anna@x.test");
        FakeBrowser phone = APP.browser().withoutFetchMetadata().with("Origin", "null");
        assertThat(phone.post(link, "password", PASSWORD).status()).isEqualTo(403);
        Answer page = phone.get(link);
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(phone.hasCookies()).isFalse();
        assertThat(phone.post(link, "password", PASSWORD, "form_token", token(page)).status())
                .isEqualTo(303);

        vera.withoutFetchMetadata().with("Origin", "null");
        assertThat(vera.post("/auth/logout").status()).isEqualTo(403);
        Answer logOut = vera.get("/auth/logout");
        assertThat(vera.post("/auth/logout", "form_token", token(logOut)).status()).isEqualTo(303);
    }

    @Test
    void a_form_token_is_valid_for_one_page_and_one_session() {
        APP.registered("anna@x.test", PASSWORD);
        FakeBrowser attacker = APP.confirmed("mallory@x.test", PASSWORD).withoutFetchMetadata();
        String foreign = token(attacker.get("/auth/logout"));
        String visitors = token(APP.browser().withoutFetchMetadata().get("/auth/logout"));
        String ofLink = token(vera.get(APP.link("anna@x.test")));
        vera.withoutFetchMetadata().with("Origin", "null");
        for (String token : new String[] {foreign, visitors, ofLink, "", "x", "A".repeat(100)}) {
            assertThat(vera.post("/auth/logout", "form_token", token).status()).isEqualTo(403);
        }
        assertThat(vera.post("/auth/logout").status()).isEqualTo(403);
    }

    /** A log-in may come by the cookie alone, after a restart of the server for one. */
    @Test
    void a_visitors_token_is_not_for_a_log_in_that_only_a_cookie_leads_to() {
        String visitors = token(APP.browser().withoutFetchMetadata().get("/auth/logout"));
        vera.without("JSESSIONID").withoutFetchMetadata().with("Origin", "null");
        assertThat(vera.post("/auth/logout", "form_token", visitors).status()).isEqualTo(403);
        Answer page = vera.get("/auth/logout");
        assertThat(vera.post("/auth/logout", "form_token", token(page)).status()).isEqualTo(303);
        assertThat(vera.isLoggedIn()).isFalse();
    }

    /**
     * An attacker can get a token for a link of their own account and could log other people in
     * with it.
     */
    @Test
    void a_form_token_does_not_allow_a_cross_site_request() {
        FakeBrowser mallory = APP.registered("mallory@x.test", PASSWORD);
        String link = APP.link("mallory@x.test");
        String token = token(APP.browser().get(link));
        FakeBrowser victim = APP.browser().with("Sec-Fetch-Site", "cross-site");
        assertThat(victim.post(link, "password", PASSWORD, "form_token", token).status())
                .isEqualTo(403);
        victim.withoutFetchMetadata().with("Origin", "https://evil.test");
        assertThat(victim.post(link, "password", PASSWORD, "form_token", token).status())
                .isEqualTo(403);
        assertThat(mallory.asks(WebAuth::isConfirmed)).isFalse();
    }

    /** Browsers apply form-action also to the redirect after a form. */
    @Test
    void the_answer_to_a_form_may_redirect_to_another_site() {
        FakeBrowser foreign = APP.browser().with("Sec-Fetch-Site", "cross-site");
        for (String path : new String[] {"/auth/logout", "/auth/acme/login"}) {
            assertThat(foreign.get(path).header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("form-action");
        }
        Answer none = foreign.get("/auth/confirm/x");
        assertThat(none.header("Content-Security-Policy")).contains("form-action 'none'");
        assertThat(none.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.test, https://app.example.test:443",
        "https://app.example.test, https://app.example.test//",
        "https://app.example.test, HTTPS://APP.example.test:443/shop/",
        "https://app.example.test:443, https://app.example.test",
        "https://my_app.example.test, https://my_app.example.test/",
        "http://app.example.test, http://app.example.test:80"
    })
    void the_public_url_is_this_site_in_every_spelling(String origin, String publicUrl) {
        TestApplication app =
                TestApplication.with("public-url", publicUrl, "dev-mode", "false").start();
        FakeBrowser vera = app.browser().withoutFetchMetadata().with("Origin", origin);
        vera.calls(webauth -> webauth.register("v@x.test", PASSWORD, true, null));
        assertThat(vera.post("/auth/logout").status()).isEqualTo(303);
        vera.with("Origin", "https://other.example.test");
        crossSite(vera, webauth -> webauth.login("v@x.test", PASSWORD));
    }

    /** A password check counts as a change, because five wrong ones lock the owner's log-in. */
    @Test
    void another_site_cannot_try_passwords() {
        vera.with("Sec-Fetch-Site", "cross-site");
        for (int i = 0; i < 5; i++) {
            crossSite(vera, webauth -> webauth.checkUserPassword("wrong horse"));
        }
        vera.with("Sec-Fetch-Site", "same-origin");
        vera.calls(webauth -> webauth.checkUserPassword(PASSWORD));
    }

    /**
     * Regression test: an image of another site, or of a user on this site, logged a visitor in.
     */
    @Test
    void a_get_from_another_site_or_an_image_changes_nothing() {
        FakeBrowser visitor = APP.browser().with("Sec-Fetch-Site", "cross-site");
        assertThatThrownBy(() -> visitor.opens("/in", w -> w.login("vera@x.test", PASSWORD)))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("cross_site"));
        for (Map.Entry<String, String> unasked :
                Map.of("Sec-Fetch-Dest", "image", "Sec-Purpose", "prefetch").entrySet()) {
            FakeBrowser lured = APP.browser().with(unasked.getKey(), unasked.getValue());
            assertThatThrownBy(() -> lured.opens("/in", w -> w.login("vera@x.test", PASSWORD)))
                    .isInstanceOfSatisfying(
                            AccessDeniedException.class,
                            e -> assertThat(e.code()).isEqualTo("not_opened"));
            vera.with(unasked.getKey(), unasked.getValue());
            assertThatThrownBy(() -> vera.opens("/out", WebAuth::logout))
                    .isInstanceOf(AccessDeniedException.class);
            vera.with(unasked.getKey(), null);
        }
        assertThat(vera.isLoggedIn()).isTrue();
        visitor.opens("/log-in", webauth -> webauth.setNext("/cart"));
        vera.opens("/out", WebAuth::logout);
        assertThat(vera.isLoggedIn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.test", "http://localhost:8081", "%%%", "x"})
    void a_foreign_origin_is_another_site(String origin) {
        vera.withoutFetchMetadata().with("Origin", origin);
        assertThat(vera.post("/auth/logout").status()).isEqualTo(403);
        vera.with("Origin", null).with("Referer", origin + "/a?b|c");
        assertThat(vera.post("/auth/logout").status()).isEqualTo(403);
        vera.with("Referer", TestApplication.ORIGIN + "/app/page?a|b");
        assertThat(vera.post("/auth/logout").status()).isEqualTo(303);
    }

    /** If the form were posted to the URL of its page, it would contain the next URI twice. */
    @Test
    void the_form_that_asks_for_a_fresh_log_in_leads_back() {
        Form form = Form.in(vera.get("/auth/reauthenticate?next=/cart")).with("password", PASSWORD);
        assertThat(form.action()).isEqualTo("/app/auth/reauthenticate");
        vera.withoutFetchMetadata().with("Origin", "null");
        assertThat(vera.post(TestApplication.ORIGIN + form.action(), form.values()).location())
                .isEqualTo("/app/cart");
    }

    /** The link action of the application: an invitation that creates the account. */
    @ApplicationScoped
    static class Invitation implements ConfirmAction {

        @Inject WebAuth webauth;

        @Override
        public String method() {
            return "invitation";
        }

        @Override
        public void run(Map<String, String> data) {
            webauth.register(data.get("email"), PASSWORD, true, null);
        }
    }

    @Test
    void a_request_that_a_route_has_accepted_can_call_the_api() {
        TestApplication app = TestApplication.withBeans(List.of(Invitation.class)).start();
        FakeBrowser anna = app.browser();
        String link = invitation(anna, "anna@x.test");
        assertThat(anna.with("Sec-Fetch-Site", "cross-site").get(link).status()).isEqualTo(303);
        assertThat(anna.with("Sec-Fetch-Site", "same-origin").isLoggedIn()).isTrue();

        String other = invitation(app.browser(), "bob@x.test");
        FakeBrowser bob = app.browser().withoutFetchMetadata().with("Origin", "null");
        String token = token(bob.get(other));
        assertThat(bob.post(other, "form_token", token).status()).isEqualTo(303);
    }

    private static String invitation(FakeBrowser browser, String email) {
        return browser.asks(
                        webauth ->
                                webauth.generateConfirmAction(
                                        "invitation",
                                        Duration.ofDays(1),
                                        null,
                                        Map.of("email", email)))
                .toString();
    }

    private static void crossSite(FakeBrowser browser, Consumer<WebAuth> call) {
        refused("cross_site", browser, call);
    }

    private static void refused(String code, FakeBrowser browser, Consumer<WebAuth> call) {
        assertThatThrownBy(() -> browser.calls(call))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static String token(Answer page) {
        Matcher token =
                Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        return token.group(1);
    }
}
