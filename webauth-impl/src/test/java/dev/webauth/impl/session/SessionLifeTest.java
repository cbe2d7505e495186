package dev.webauth.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionLifeTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @Test
    @Tag("SES-08")
    void a_log_in_ends_after_24_hours_despite_activity() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        for (int thirds = 0; thirds < 24 * 3; thirds++) {
            assertThat(vera.isLoggedIn()).isTrue();
            APP.clock().forward(Duration.ofMinutes(20));
        }
        APP.clock().forward(Duration.ofSeconds(1));
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(vera.asks(WebAuth::getUserId)).isEmpty();
        vera.calls(webauth -> webauth.login("v@x.test", "correct horse"));
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    @Tag("SES-07")
    void a_log_in_ends_with_the_account() {
        FakeBrowser here = APP.confirmed("v@x.test", "correct horse");
        FakeBrowser there = APP.browser();
        there.calls(webauth -> webauth.login("v@x.test", "correct horse"));
        here.calls(WebAuth::deleteUser);
        assertThat(there.isLoggedIn()).isFalse();
        assertThat(there.get("/auth/logout").status()).isEqualTo(303);
    }

    /** Payara accepts a session id from the URL even with cookie tracking only. */
    @Test
    void a_session_id_in_the_url_is_ignored() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse").without("webauth_login");
        assertThat(vera.asksAt("/page;jsessionid=known", WebAuth::isAuthenticated)).isFalse();
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    void the_confirmed_state_is_read_from_the_database_at_each_request() {
        FakeBrowser vera = APP.registered("v@x.test", "correct horse");
        assertThat(vera.asks(WebAuth::isConfirmed)).isFalse();
        APP.database().run("update webauth_user set confirmed = true");
        assertThat(vera.asks(WebAuth::isConfirmed)).isTrue();
    }

    @Test
    void a_change_is_visible_within_its_own_request() {
        FakeBrowser vera = APP.browser();
        vera.calls(
                webauth -> {
                    assertThat(webauth.isAuthenticated()).isFalse();
                    webauth.register("v@x.test", "correct horse");
                    assertThat(webauth.isAuthenticated()).isTrue();
                    webauth.logout();
                    assertThat(webauth.isAuthenticated()).isFalse();
                });
    }
}
