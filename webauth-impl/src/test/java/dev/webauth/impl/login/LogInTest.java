package dev.webauth.impl.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LogInTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final FakeBrowser browser = APP.browser();

    @BeforeEach
    void vera() {
        APP.confirmed("v@x.test", PASSWORD);
    }

    private void refused(FakeBrowser who, String email, String password) {
        assertThatThrownBy(() -> who.calls(webauth -> webauth.login(email, password)))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("credentials_wrong"))
                .hasMessage("The e-mail address or the password is wrong");
        assertThat(who.isLoggedIn()).isFalse();
    }

    @Test
    void the_right_password_logs_in_however_the_address_is_typed() {
        browser.calls(webauth -> webauth.login(" V@X.test ", PASSWORD));
        assertThat(browser.asks(WebAuth::getUserEmail)).contains("v@x.test");
        assertThat(browser.asks(WebAuth::isConfirmedSession)).isFalse();
        assertThat(APP.database().value("select d_active from webauth_user")).isNotNull();
    }

    @Test
    void an_unknown_address_and_a_wrong_password_get_the_same_answer_and_no_session() {
        refused(browser, "v@x.test", "wrong horse");
        refused(browser, "nobody@x.test", PASSWORD);
        refused(browser, "no address", PASSWORD);
        refused(browser, "v@x.test", "");
        assertThat(browser.hasCookies()).isFalse();
    }

    @Test
    @Tag("PWD-12")
    void an_account_without_a_password_refuses_every_password() {
        APP.database().run("update webauth_user set password = null");
        refused(browser, "v@x.test", "");
        refused(browser, "v@x.test", "null");
    }

    @Test
    @Tag("PWD-16")
    void after_five_wrong_passwords_the_right_one_is_refused_for_half_a_minute() {
        for (int i = 0; i < 5; i++) {
            refused(APP.browser().from("203.0.113." + i), "v@x.test", "wrong horse");
        }
        refused(browser, "v@x.test", PASSWORD);
        APP.clock().forward(Duration.ofSeconds(29));
        refused(browser, "v@x.test", PASSWORD);
        APP.clock().forward(Duration.ofSeconds(1));
        browser.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        assertThat(browser.isLoggedIn()).isTrue();
        assertThat(
                        APP.database()
                                .column(
                                        "select event from webauth_user_log where event like"
                                                + " 'login.%' order by id"))
                .startsWith("login.failed")
                .endsWith("login.throttled");
    }

    @Test
    @Tag("PWD-17")
    void the_owner_can_recover_the_account_while_it_is_throttled() {
        for (int i = 0; i < 6; i++) {
            refused(APP.browser(), "v@x.test", "wrong horse");
        }
        browser.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
        browser.get(APP.link("v@x.test"));
        assertThat(browser.isLoggedIn()).isTrue();
    }

    @Test
    @Tag("PWD-18")
    void spellings_of_an_address_are_counted_together() {
        String[] spellings = {"v@x.test", "V@x.test", " v@x.test", "v@X.TEST", "v@x.test "};
        for (String spelling : spellings) {
            refused(browser, spelling, "wrong horse");
        }
        refused(browser, "v@x.test", PASSWORD);
    }

    @Test
    void a_successful_log_in_resets_the_count() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                refused(APP.browser(), "v@x.test", "wrong horse");
            }
            APP.browser().calls(webauth -> webauth.login("v@x.test", PASSWORD));
        }
    }

    @Test
    @Tag("LOG-04")
    void addresses_of_one_ipv6_network_are_counted_together() {
        for (int i = 0; i < 10; i++) {
            refused(APP.browser().from("2001:db8:0:1::" + i), "u" + i + "@x.test", PASSWORD);
        }
        refused(APP.browser().from("2001:db8:0:1::99"), "v@x.test", PASSWORD);
        FakeBrowser neighbour = APP.browser().from("2001:db8:0:2::1");
        neighbour.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        assertThat(neighbour.isLoggedIn()).isTrue();
    }

    @Test
    @Tag("SES-09")
    void a_second_user_in_the_same_browser_replaces_the_first() {
        APP.confirmed("a@x.test", PASSWORD);
        browser.calls(webauth -> webauth.login("a@x.test", PASSWORD));
        String before = browser.sessionId();
        browser.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        assertThat(browser.sessionId()).isNotEqualTo(before);
        assertThat(browser.asks(WebAuth::getUserEmail)).contains("v@x.test");
    }

    @Test
    @Tag("SES-03")
    void a_planted_session_id_is_replaced_at_log_in() {
        FakeBrowser thief = APP.browser();
        thief.calls(webauth -> webauth.setNext("/"));
        browser.steal(thief, "JSESSIONID");
        browser.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        assertThat(thief.isLoggedIn()).isFalse();
        assertThat(browser.isLoggedIn()).isTrue();
    }

    @Test
    @Tag("SES-05")
    void a_copied_cookie_dies_at_log_out() {
        browser.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        FakeBrowser thief = APP.browser();
        thief.steal(browser, "JSESSIONID");
        assertThat(thief.isLoggedIn()).isTrue();
        browser.calls(WebAuth::logout);
        assertThat(thief.isLoggedIn()).isFalse();
    }

    @Test
    void log_out_leads_to_the_next_uri_and_can_be_repeated() {
        browser.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        browser.calls(webauth -> webauth.setNext("/bye"));
        assertThat(browser.asks(WebAuth::logout)).isEqualTo("/bye");
        assertThat(browser.isLoggedIn()).isFalse();
        assertThat(browser.asks(WebAuth::logout)).isEqualTo("/");
        assertThat(APP.sessionCount()).isEqualTo(1); // the session of Vera's registration
    }

    @Test
    void the_log_out_route_logs_out() {
        browser.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        assertThat(browser.get("/auth/logout").location()).isEqualTo("/app/");
        assertThat(browser.isLoggedIn()).isFalse();
    }

    @Test
    void another_sites_link_to_log_out_shows_a_button() {
        browser.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        browser.with("Sec-Fetch-Site", "cross-site");
        assertThat(browser.get("/auth/logout").body()).contains("<form method=\"post\">");
        assertThat(browser.post("/auth/logout").status()).isEqualTo(403);
        browser.with("Sec-Fetch-Site", "same-origin");
        assertThat(browser.isLoggedIn()).isTrue();
    }

    @Test
    void another_site_cannot_log_in() {
        browser.withoutFetchMetadata().with("Origin", "https://evil.test");
        assertThatThrownBy(() -> browser.calls(webauth -> webauth.login("v@x.test", PASSWORD)))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("cross_site"));
    }
}
