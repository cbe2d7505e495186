package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @Test
    void in_its_own_browser_a_link_confirms_at_once_and_starts_a_confirmed_session() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        String before = anna.sessionId();
        assertThat(anna.get(APP.link("anna@x.test")).status()).isEqualTo(303);
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
        assertThat(anna.asks(WebAuth::isConfirmedSession)).isTrue();
        assertThat(anna.sessionId()).isNotEqualTo(before);
    }

    @Test
    void the_confirmed_session_ends_after_15_minutes() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        anna.get(APP.link("anna@x.test"));
        APP.clock().forward(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(anna.asks(WebAuth::isConfirmedSession)).isTrue();
        APP.clock().forward(Duration.ofSeconds(1));
        assertThat(anna.asks(WebAuth::isConfirmedSession)).isFalse();
        assertThat(anna.isLoggedIn()).isTrue();
    }

    @Test
    void the_confirmed_session_can_be_stopped() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        anna.get(APP.link("anna@x.test"));
        anna.calls(WebAuth::stopConfirmedSession);
        anna.calls(WebAuth::stopConfirmedSession);
        assertThat(anna.asks(WebAuth::isConfirmedSession)).isFalse();
        assertThat(anna.isLoggedIn()).isTrue();
    }

    @Test
    void the_browser_is_recognised_by_its_cookies_without_a_session() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        APP.database().run("delete from webauth_session");
        assertThat(anna.isLoggedIn()).isFalse();
        anna.get(APP.link("anna@x.test"));
        assertThat(anna.isLoggedIn()).isTrue();
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    void after_a_log_out_the_page_asks_for_the_password() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        anna.calls(WebAuth::logout);
        String link = APP.link("anna@x.test");
        assertThat(anna.get(link).body()).contains("name=\"password\"");
        assertThat(anna.post(link, "password", PASSWORD).status()).isEqualTo(303);
    }

    @Test
    @Tag("LNK-01")
    void in_another_browser_opening_the_link_changes_nothing() {
        APP.registered("anna@x.test", PASSWORD);
        FakeBrowser scanner = APP.browser();
        Answer page = scanner.get(APP.link("anna@x.test"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"password\"", "This was not me", "anna@x.test");
        assertThat(scanner.hasCookies()).isFalse();
        assertThat(APP.database().value("select confirmed from webauth_user")).isEqualTo("f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "PUT", "DELETE"})
    @Tag("LNK-02")
    void other_methods_change_nothing(String verb) {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        String link = APP.link("anna@x.test");
        assertThat(anna.send(verb, link).status()).isIn(204, 405);
        assertThat(anna.asks(WebAuth::isConfirmed)).isFalse();
        anna.get(link);
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    void in_another_browser_the_link_asks_for_the_password_and_logs_nobody_in() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        String link = APP.link("anna@x.test");
        FakeBrowser phone = APP.browser();
        assertThat(phone.post(link, "password", "wrong horse").status()).isEqualTo(403);
        assertThat(phone.post(link).status()).isEqualTo(403);
        assertThat(anna.asks(WebAuth::isConfirmed)).isFalse();
        assertThat(phone.post(link, "password", PASSWORD).status()).isEqualTo(303);
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
        assertThat(anna.asks(WebAuth::isConfirmedSession)).isFalse();
        assertThat(phone.isLoggedIn()).isFalse();
    }

    @Test
    void wrong_passwords_at_a_link_are_throttled_like_log_ins() {
        APP.registered("anna@x.test", PASSWORD);
        String link = APP.link("anna@x.test");
        FakeBrowser phone = APP.browser();
        for (int i = 0; i < 5; i++) {
            phone.post(link, "password", "wrong horse");
        }
        assertThat(phone.post(link, "password", PASSWORD).status()).isEqualTo(403);
    }

    @Test
    void this_was_not_me_deletes_the_unconfirmed_account() {
        FakeBrowser mallory = APP.registered("anna@x.test", PASSWORD);
        FakeBrowser anna = APP.browser();
        String link = APP.link("anna@x.test");
        assertThat(anna.post(link, "not_me", "1").status()).isEqualTo(403);
        assertThat(mallory.isLoggedIn()).isTrue();
        assertThat(anna.post(link, "not_me", "1", "email", "Anna@x.test").status()).isEqualTo(200);
        assertThat(mallory.isLoggedIn()).isFalse();
        assertThat(APP.database().count("webauth_user")).isZero();
        assertThat(APP.database().count("webauth_link")).isZero();
    }

    @Test
    void another_site_cannot_submit_the_form() {
        APP.registered("anna@x.test", PASSWORD);
        FakeBrowser anna = APP.browser().with("Sec-Fetch-Site", "cross-site");
        assertThat(anna.post(APP.link("anna@x.test"), "not_me", "1").status()).isEqualTo(403);
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
    }

    @Test
    @Tag("LNK-04")
    void a_link_works_once() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        String link = APP.link("anna@x.test");
        anna.get(link);
        String session = anna.sessionId();
        Answer again = anna.get(link);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body()).contains("no longer valid");
        assertThat(anna.sessionId()).isEqualTo(session);
    }

    @Test
    @Tag("LNK-05")
    void a_link_expires_by_the_databases_clock_without_a_cleanup() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        String link = APP.link("anna@x.test");
        APP.clock().forward(Duration.ofDays(365));
        assertThat(anna.get(link).status()).isIn(200, 303);
        FakeBrowser bob = APP.registered("bob@x.test", PASSWORD);
        String bobs = APP.link("bob@x.test");
        APP.database().run("update webauth_link set d_expires = now() - interval '1 second'");
        assertThat(bob.get(bobs).status()).isEqualTo(404);
        assertThat(bob.post(bobs, "confirm", "1").status()).isEqualTo(404);
        assertThat(bob.asks(WebAuth::isConfirmed)).isFalse();
    }

    @Test
    void after_a_resend_the_first_link_works_and_ends_the_second() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        String first = APP.link("anna@x.test");
        anna.calls(webauth -> webauth.resendEmailConfirm("/again"));
        String second = APP.link("anna@x.test");
        assertThat(anna.get(first).location()).isEqualTo("/app/");
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
        assertThat(anna.get(second).status()).isEqualTo(404);
    }

    @Test
    void resending_to_a_confirmed_account_does_nothing() {
        FakeBrowser anna = APP.confirmed("anna@x.test", PASSWORD);
        int before = APP.mails("anna@x.test").size();
        anna.calls(webauth -> webauth.resendEmailConfirm(null));
        assertThat(APP.mails("anna@x.test")).hasSize(before);
        assertThatThrownBy(() -> APP.browser().calls(webauth -> webauth.resendEmailConfirm(null)))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @Tag("LNK-17")
    void a_link_of_a_deleted_account_is_unknown() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        String link = APP.link("anna@x.test");
        anna.calls(WebAuth::deleteUser);
        assertThat(anna.get(link).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "%2e%2e",
                "%00",
                "%zz",
                "%F0%9F%98%80",
                "a;x=y",
                "a/b",
                "0123456789012345678901234567890123456789012"
            })
    @Tag("LNK-16")
    void a_malformed_link_is_not_found(String key) {
        String url = "/auth/confirm/" + key;
        if (!key.equals("%zz")) {
            assertThat(APP.browser().get(url).status()).isEqualTo(404);
            assertThat(APP.browser().post(url).status()).isEqualTo(404);
        }
        assertThat(APP.browser().get("/auth/confirm/" + "a".repeat(10_000)).status())
                .isEqualTo(404);
    }

    @Test
    @Tag("LNK-18")
    void the_page_of_a_link_is_not_cached_framed_or_sent_as_referrer() {
        APP.registered("anna@x.test", PASSWORD);
        Answer page = APP.browser().get(APP.link("anna@x.test"));
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("<script", "src=");
    }

    /** Regression test: thirty images of another site made good links of the same network fail. */
    @Test
    @Tag("LNK-06")
    void wrong_links_from_a_network_do_not_block_a_good_one() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD).from("203.0.113.7");
        String link = APP.link("anna@x.test");
        FakeBrowser guesser = APP.browser().from("203.0.113.7");
        for (int i = 0; i < 40; i++) {
            String key = String.format("%043d", i);
            assertThat(guesser.get("/auth/confirm/" + key).status()).isEqualTo(i < 30 ? 404 : 429);
        }
        assertThat(guesser.get(link).status()).isEqualTo(200);
        assertThat(anna.get(link).status()).isEqualTo(303);
    }

    @Test
    void an_application_can_have_an_address_confirmed() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        long id = anna.asks(WebAuth::getUserId).orElseThrow();
        anna.calls(
                webauth ->
                        webauth.confirmEmailOwnership(
                                "new@x.test", id, "/there", "account.confirm", "remind"));
        assertThat(anna.get(APP.link("new@x.test")).location()).isEqualTo("/app/there");
        assertThat(anna.asks(WebAuth::getUserEmail)).contains("new@x.test");
        assertThat(anna.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    void confirming_an_address_refuses_unknown_accounts_and_actions() {
        FakeBrowser anna = APP.registered("anna@x.test", PASSWORD);
        long id = anna.asks(WebAuth::getUserId).orElseThrow();
        assertThatThrownBy(() -> own(anna, id + 1, "account.confirm", "confirm"))
                .isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> own(anna, id, "no.such", "confirm"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> own(anna, id, "account.remind", "confirm"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> own(anna, id, "account.confirm", "../confirm"))
                .isInstanceOf(InvalidInputException.class);
    }

    private static void own(FakeBrowser who, long id, String method, String template) {
        who.calls(webauth -> webauth.confirmEmailOwnership("n@x.test", id, null, method, template));
    }
}
