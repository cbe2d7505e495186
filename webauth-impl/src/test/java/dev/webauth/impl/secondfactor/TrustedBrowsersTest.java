package dev.webauth.impl.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.Accounts;
import dev.webauth.LoginResult;
import dev.webauth.Sessions;
import dev.webauth.TrustedBrowser;
import dev.webauth.TwoFactor;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A browser that is not asked for the second factor, and what ends that. */
class TrustedBrowsersTest {

    private static final String EMAIL = "v@x.test";
    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private FakeBrowser vera;
    private FakeBrowser trusted;
    private Phone phone;

    @BeforeEach
    void trusted() {
        vera = APP.confirmed(EMAIL, PASSWORD);
        phone = Phone.enrolled(APP, vera);
        APP.clock().forward(Duration.ofMinutes(1));
        trusted = APP.browser();
        trusted.calls(webauth -> webauth.login(EMAIL, PASSWORD));
        trusted.calls(webauth -> twoFactor().complete(phone.code(), true));
    }

    private static TwoFactor twoFactor() {
        return APP.bean(TwoFactor.class);
    }

    private static LoginResult logIn(FakeBrowser browser) {
        return browser.asks(webauth -> webauth.login(EMAIL, PASSWORD));
    }

    @Test
    void a_trusted_browser_is_not_asked_for_thirty_days() {
        trusted.calls(dev.webauth.WebAuth::logout);
        APP.clock().forward(Duration.ofDays(30).minusSeconds(1));
        assertThat(logIn(trusted)).isEqualTo(LoginResult.LOGGED_IN);
        APP.clock().forward(Duration.ofSeconds(1));
        assertThat(logIn(trusted)).isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
    }

    @Test
    void another_browser_is_asked() {
        assertThat(logIn(APP.browser())).isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
        FakeBrowser made = APP.browser().withCookie("webauth_trusted", "a".repeat(43));
        assertThat(logIn(made)).isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
    }

    @Test
    void the_trust_of_one_account_is_none_of_another() {
        FakeBrowser bob = APP.confirmed("b@x.test", PASSWORD);
        Phone.enrolled(APP, bob);
        bob.steal(trusted, "webauth_trusted");
        assertThat(bob.<LoginResult>asks(webauth -> webauth.login("b@x.test", PASSWORD)))
                .isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
    }

    /** A cookie that a stranger has set must not become one that the account trusts. */
    @Test
    void a_cookie_that_the_browser_brings_is_never_trusted() {
        String planted = "b".repeat(43);
        FakeBrowser browser = APP.browser().withCookie("webauth_trusted", planted);
        logIn(browser);
        APP.clock().forward(Duration.ofMinutes(1));
        browser.calls(webauth -> twoFactor().complete(phone.code(), true));
        assertThat(browser.cookie("webauth_trusted")).isNotEqualTo(planted);
        FakeBrowser stranger = APP.browser().withCookie("webauth_trusted", planted);
        assertThat(logIn(stranger)).isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
    }

    @Test
    void the_cookie_is_in_no_table() {
        assertThat(APP.database().dump()).doesNotContain(trusted.cookie("webauth_trusted"));
    }

    @Test
    void the_owner_sees_them_and_ends_them() {
        List<TrustedBrowser> all = vera.asks(webauth -> twoFactor().trustedBrowsers());
        assertThat(all).hasSize(1).noneMatch(TrustedBrowser::current);
        assertThat(trusted.<List<TrustedBrowser>>asks(webauth -> twoFactor().trustedBrowsers()))
                .allMatch(TrustedBrowser::current);
        FakeBrowser stranger = APP.confirmed("s@x.test", PASSWORD);
        String id = all.get(0).id();
        assertThatThrownBy(() -> stranger.calls(webauth -> twoFactor().endTrust(id)))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("browser_unknown");
        vera.calls(webauth -> twoFactor().endTrust(id));
        assertThat(logIn(trusted)).isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
    }

    static Stream<Consumer<TrustedBrowsersTest>> ends() {
        return Stream.of(
                test -> test.vera.calls(webauth -> webauth.setUserPassword(PASSWORD + "!")),
                test -> test.vera.calls(webauth -> APP.bean(Sessions.class).endOthers()),
                test -> test.vera.calls(webauth -> test.disable()),
                test -> APP.bean(Accounts.class).resetSecondFactors(id()),
                test -> APP.bean(Accounts.class).endSessions(id()),
                test -> APP.bean(Accounts.class).setPassword(id(), PASSWORD + "!"),
                test -> APP.bean(Accounts.class).setEmail(id(), "new@x.test"));
    }

    private void disable() {
        twoFactor().disable();
    }

    private static long id() {
        return Long.parseLong(APP.database().value("select id from webauth_user"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void everything_that_revokes_ends_the_trust(Consumer<TrustedBrowsersTest> change) {
        assertThat(APP.database().count("webauth_trusted")).isEqualTo(1);
        change.accept(this);
        assertThat(APP.database().count("webauth_trusted")).isZero();
    }

    /** The recovery link came to a browser that is trusted: it was the way around the factor. */
    @Test
    @Tag("LNK-11")
    void a_recovery_link_asks_a_trusted_browser_as_well() {
        trusted.calls(dev.webauth.WebAuth::logout);
        trusted.calls(webauth -> webauth.sendAccountRemind(EMAIL, "/set-password"));
        String next = trusted.get(APP.link(EMAIL)).location();
        assertThat(next).isEqualTo("/app/auth/second-factor");
        assertThat(trusted.isLoggedIn()).isFalse();
    }
}
