package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stolen session without a fresh log-in cannot make sensitive changes. */
class FreshLogInTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final FakeBrowser vera = APP.browser();

    @BeforeEach
    void aLogInOfALongTimeAgo() {
        vera.calls(webauth -> webauth.register("v@x.test", PASSWORD, true, null));
        for (int i = 0; i < 4; i++) {
            APP.clock().forward(Duration.ofMinutes(5));
            assertThat(vera.isLoggedIn()).isTrue();
        }
    }

    static Stream<Consumer<WebAuth>> sensitive() {
        return Stream.of(
                webauth -> webauth.setUserPassword("battery staple"),
                webauth -> webauth.changeUserEmail("evil@x.test", null, null),
                webauth -> webauth.getUserApiKey(),
                webauth -> webauth.regenerateApiKey(),
                webauth -> webauth.deleteUserProvider("op", "s1"),
                webauth -> webauth.deleteUser());
    }

    @ParameterizedTest
    @MethodSource("sensitive")
    void a_sensitive_change_needs_a_fresh_log_in(Consumer<WebAuth> change) {
        assertThatThrownBy(() -> vera.calls(change))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("fresh_login_required");
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(APP.database().count("webauth_link")).isZero();
    }

    @Test
    void checking_the_password_makes_a_log_in_fresh() {
        vera.calls(webauth -> webauth.checkUserPassword(PASSWORD));
        assertThatCode(() -> vera.calls(webauth -> webauth.setUserPassword("battery staple")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_confirmed_session_is_fresh_while_it_lasts() {
        vera.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
        vera.get(APP.link("v@x.test"));
        APP.clock().forward(Duration.ofMinutes(14));
        assertThat(vera.asks(WebAuth::getUserApiKey)).isPresent();
        vera.calls(WebAuth::stopConfirmedSession);
        assertThatThrownBy(() -> vera.calls(WebAuth::getUserApiKey))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("fresh_login_required");
    }

    @Test
    void setting_a_password_after_a_recovery_makes_a_log_in_fresh() {
        vera.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
        vera.get(APP.link("v@x.test"));
        vera.calls(webauth -> webauth.setUserPassword("battery staple"));
        vera.calls(WebAuth::stopConfirmedSession);
        assertThat(vera.asks(WebAuth::getUserApiKey)).isPresent();
    }

    @Test
    void a_remembered_browser_is_not_fresh() {
        FakeBrowser remembered = APP.browser();
        remembered.calls(webauth -> webauth.login("v@x.test", PASSWORD, true));
        APP.clock().forward(Duration.ofDays(3));
        assertThat(remembered.without("JSESSIONID").isLoggedIn()).isTrue();
        assertThatThrownBy(() -> remembered.calls(WebAuth::getUserApiKey))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("fresh_login_required");
    }

    @Test
    void the_reauthentication_page_checks_the_password_and_leads_back() {
        Answer page = vera.get("/auth/reauthenticate?next=/set-email");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"password\"", "/set-email");

        Answer wrong = vera.post("/auth/reauthenticate", "password", "wrong", "next", "/set-email");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.body()).contains("The password is wrong", "/set-email");
        Answer right =
                vera.post("/auth/reauthenticate", "password", PASSWORD, "next", "/set-email");
        assertThat(right.location()).isEqualTo("/app/set-email");
        assertThat(vera.asks(WebAuth::getUserApiKey)).isPresent();
    }

    @Test
    void the_reauthentication_page_leads_to_local_paths_only() {
        Answer right =
                vera.post("/auth/reauthenticate", "password", PASSWORD, "next", "//evil.test");
        assertThat(right.location()).isEqualTo("/app/");
        assertThat(APP.browser().get("/auth/reauthenticate").status()).isEqualTo(401);
    }
}
