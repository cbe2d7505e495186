package dev.webauth.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser whose HTTP session is unknown: at another node, after a restart, or after days. */
class ReturningBrowserTest {

    private static final String PASSWORD = "correct horse";
    private static final String LOGIN = "webauth_login";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension
    static final TestApplication HTTPS =
            TestApplication.with(
                    "public-url",
                    "https://app.example.org/app",
                    "dev-mode",
                    "false",
                    "email.sender",
                    "app@example.org");

    private final FakeBrowser vera = APP.browser();

    @BeforeEach
    void account() {
        APP.confirmed("v@x.test", PASSWORD);
    }

    private void logsIn(boolean remember) {
        vera.calls(webauth -> webauth.login("v@x.test", PASSWORD, remember));
    }

    private static FakeBrowser returning(FakeBrowser browser) {
        return browser.without("JSESSIONID");
    }

    @Test
    void a_log_in_continues_at_a_node_without_its_session() {
        logsIn(false);
        TestApplication other = APP.anotherNode();
        FakeBrowser there = vera.movedTo(other);
        assertThat(there.isLoggedIn()).isTrue();
        // Otherwise two nodes with alternating requests would create a session for each request.
        assertThat(other.sessionCount()).isZero();
        assertThat(vera.isLoggedIn()).isTrue();
        there.calls(WebAuth::logout);
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(there.isLoggedIn()).isFalse();
    }

    @Test
    void only_a_remembered_log_in_has_a_persistent_cookie() {
        logsIn(false);
        assertThat(cookie().getMaxAge()).isEqualTo(-1);
        logsIn(true);
        assertThat(cookie().getMaxAge()).isEqualTo((int) Duration.ofDays(30).toSeconds());
        assertThat(cookie().isHttpOnly()).isTrue();
    }

    private Cookie cookie() {
        return vera.last().cookies().stream()
                .filter(cookie -> cookie.getName().equals(LOGIN))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void over_https_no_sibling_host_can_set_our_cookies() {
        FakeBrowser anna = HTTPS.confirmed("a@x.test", PASSWORD);
        assertThat(anna.last().cookies())
                .filteredOn(cookie -> cookie.getName().contains("webauth"))
                .isNotEmpty()
                .allSatisfy(
                        cookie -> {
                            assertThat(cookie.getName()).startsWith("__Host-").endsWith(".app");
                            assertThat(cookie.getPath()).isEqualTo("/");
                            assertThat(cookie.getSecure()).isTrue();
                        });
        assertThat(returning(anna).isLoggedIn()).isTrue();
    }

    @Test
    @Tag("SES-08")
    void an_idle_log_in_ends_and_a_remembered_one_does_not() {
        logsIn(false);
        FakeBrowser remembered = APP.browser();
        remembered.calls(webauth -> webauth.login("v@x.test", PASSWORD, true));
        APP.clock().forward(Duration.ofMinutes(20));
        assertThat(vera.isLoggedIn()).isTrue();
        APP.clock().forward(Duration.ofMinutes(20));
        assertThat(vera.isLoggedIn()).isTrue();
        APP.clock().forward(Duration.ofMinutes(31));
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(returning(vera).isLoggedIn()).isFalse();
        APP.clock().forward(Duration.ofDays(28));
        assertThat(remembered.isLoggedIn()).isTrue();
        APP.clock().forward(Duration.ofDays(2));
        assertThat(remembered.isLoggedIn()).isFalse();
    }

    @Test
    void a_returning_browser_gets_a_session() {
        logsIn(true);
        String before = vera.sessionId();
        assertThat(returning(vera).isLoggedIn()).isTrue();
        assertThat(vera.sessionId()).isNotNull().isNotEqualTo(before);
        assertThat(vera.without(LOGIN).isLoggedIn()).isTrue();
    }

    @Test
    void a_remembered_browser_gets_another_token_each_time_it_returns() {
        logsIn(true);
        String first = vera.cookie(LOGIN);
        APP.clock().forward(Duration.ofDays(1));
        assertThat(returning(vera).isLoggedIn()).isTrue();
        String second = vera.cookie(LOGIN);
        assertThat(second).isNotEqualTo(first);
        assertThat(second.split("\\.")[0]).isEqualTo(first.split("\\.")[0]);
        APP.clock().forward(Duration.ofDays(1));
        assertThat(returning(vera).isLoggedIn()).isTrue();
    }

    @Test
    void a_stolen_cookie_that_is_used_after_its_owner_ends_the_log_in() {
        logsIn(true);
        FakeBrowser thief = APP.browser();
        thief.steal(vera, LOGIN);
        APP.clock().forward(Duration.ofDays(1));
        assertThat(returning(vera).isLoggedIn()).isTrue();
        assertThat(returning(vera).isLoggedIn()).isTrue();
        APP.clock().forward(Duration.ofMinutes(2));
        assertThat(thief.isLoggedIn()).isFalse();
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(returning(vera).isLoggedIn()).isFalse();
    }

    @Test
    void a_stolen_cookie_that_is_used_before_its_owner_ends_the_log_in_too() {
        logsIn(true);
        FakeBrowser thief = APP.browser();
        thief.steal(vera, LOGIN);
        APP.clock().forward(Duration.ofDays(1));
        assertThat(thief.isLoggedIn()).isTrue();
        assertThat(returning(thief).isLoggedIn()).isTrue();
        APP.clock().forward(Duration.ofMinutes(2));
        assertThat(returning(vera).isLoggedIn()).isFalse();
        assertThat(thief.isLoggedIn()).isFalse();
    }

    @Test
    void a_lost_answer_does_not_end_the_log_in() {
        logsIn(true);
        FakeBrowser lost = vera.movedTo(APP);
        APP.clock().forward(Duration.ofDays(1));
        assertThat(returning(lost).isLoggedIn()).isTrue();
        // The browser did not receive that answer and comes back later with the old cookie.
        APP.clock().forward(Duration.ofHours(1));
        assertThat(returning(vera).isLoggedIn()).isTrue();
        assertThat(vera.cookie(LOGIN)).isEqualTo(lost.cookie(LOGIN));
        APP.clock().forward(Duration.ofDays(1));
        assertThat(returning(vera).isLoggedIn()).isTrue();
    }

    @Test
    void parallel_requests_with_one_token_all_succeed() {
        logsIn(true);
        APP.clock().forward(Duration.ofDays(1));
        assertThat(Parallel.run(20, number -> returning(vera.movedTo(APP)).isLoggedIn()))
                .containsOnly(true);
    }

    @Test
    void an_invented_cookie_finds_no_log_in_and_ends_none() {
        logsIn(true);
        String selector = vera.cookie(LOGIN).split("\\.")[0];
        FakeBrowser mallory = APP.browser();
        for (String value :
                new String[] {
                    "", ".", "x.y", selector, selector.replace(selector.charAt(0), 'A')
                }) {
            mallory.withCookie(LOGIN, value);
            assertThat(mallory.isLoggedIn()).isFalse();
        }
        assertThat(returning(vera).isLoggedIn()).isTrue();
    }

    @Test
    void an_account_has_at_most_a_hundred_log_ins() {
        FakeBrowser oldest = APP.browser();
        oldest.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        for (int i = 0; i < SessionRows.MAX_PER_ACCOUNT; i++) {
            logsIn(false);
            returning(vera).without(LOGIN);
        }
        assertThat(oldest.isLoggedIn()).isFalse();
        assertThat(APP.database().count("webauth_session")).isEqualTo(SessionRows.MAX_PER_ACCOUNT);
    }
}
