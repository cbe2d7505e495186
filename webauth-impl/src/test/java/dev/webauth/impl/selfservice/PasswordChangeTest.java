package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PasswordChangeTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @Test
    @Tag("PWD-24")
    void a_password_change_ends_every_other_session_and_renews_this_one() {
        FakeBrowser first = APP.confirmed("v@x.test", PASSWORD);
        String before = first.sessionId();
        FakeBrowser second = APP.browser();
        second.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        int mails = APP.mails("v@x.test").size();
        first.calls(webauth -> webauth.setUserPassword("battery staple"));
        assertThat(first.isLoggedIn()).isTrue();
        assertThat(first.sessionId()).isNotEqualTo(before);
        assertThat(second.isLoggedIn()).isFalse();
        assertThat(APP.mails("v@x.test")).hasSize(mails + 1);
        assertThatThrownBy(() -> second.calls(webauth -> webauth.login("v@x.test", PASSWORD)))
                .isInstanceOf(AccessDeniedException.class);
        second.calls(webauth -> webauth.login("v@x.test", "battery staple"));
    }

    @Test
    void a_password_change_applies_the_password_rules() {
        FakeBrowser vera = APP.confirmed("vera.smith@x.test", PASSWORD);
        for (String bad : new String[] {"short", "vera.smith", "password", "pass\0word1"}) {
            assertThatThrownBy(() -> vera.calls(webauth -> webauth.setUserPassword(bad)))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    void a_password_change_needs_a_log_in() {
        assertThatThrownBy(
                        () ->
                                APP.browser()
                                        .calls(
                                                webauth ->
                                                        webauth.setUserPassword("battery staple")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @Tag("PWD-22")
    void the_old_password_is_checked_and_wrong_ones_are_counted() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        assertThatCode(() -> vera.calls(webauth -> webauth.checkUserPassword(PASSWORD)))
                .doesNotThrowAnyException();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> vera.calls(webauth -> webauth.checkUserPassword("wrong one")))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.checkUserPassword(PASSWORD)))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(vera.isLoggedIn()).isTrue();
        // Wrong passwords in a stolen session do not lock the owner out.
        APP.browser().calls(webauth -> webauth.login("v@x.test", PASSWORD));
    }

    @Test
    void an_account_without_a_password_does_not_accept_an_empty_one() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        APP.database().run("update webauth_user set password = null");
        APP.clock().forward(Duration.ofMinutes(11));
        for (boolean allowEmpty : new boolean[] {false, true}) {
            assertThatThrownBy(
                            () -> vera.calls(webauth -> webauth.checkUserPassword("", allowEmpty)))
                    .isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    @Tag("PWD-23")
    void allow_empty_accepts_a_log_in_by_a_provider_for_ten_minutes() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        APP.database().run("update webauth_user set password = null");
        assertThatCode(() -> vera.calls(webauth -> webauth.checkUserPassword(null, true)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.checkUserPassword(null, false)))
                .isInstanceOf(AccessDeniedException.class);
        APP.clock().forward(Duration.ofMinutes(10));
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.checkUserPassword(null, true)))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void allow_empty_has_no_effect_on_an_account_with_a_password() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.checkUserPassword("", true)))
                .isInstanceOf(AccessDeniedException.class);
        vera.calls(webauth -> webauth.checkUserPassword(PASSWORD, true));
    }
}
