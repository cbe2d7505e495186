package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecoveryTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private static FakeBrowser asks(FakeBrowser browser, String email) {
        browser.calls(webauth -> webauth.sendAccountRemind(email, "/set-password"));
        return browser;
    }

    @Test
    void the_mailed_link_logs_in_and_lets_a_password_be_set() {
        APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser vera = asks(APP.browser(), " V@x.test");
        assertThat(vera.get(APP.link("v@x.test")).location()).isEqualTo("/app/set-password");
        assertThat(vera.asks(WebAuth::isConfirmedSession)).isTrue();
        vera.calls(webauth -> webauth.setUserPassword("battery staple"));
        APP.browser().calls(webauth -> webauth.login("v@x.test", "battery staple"));
    }

    @Test
    void an_unknown_address_is_refused() {
        assertThatThrownBy(() -> asks(APP.browser(), "nobody@x.test"))
                .isInstanceOf(UserNotFoundException.class);
        assertThat(APP.database().count("webauth_mail")).isZero();
    }

    @Test
    void in_another_browser_the_link_needs_a_button() {
        APP.confirmed("v@x.test", PASSWORD);
        asks(APP.browser(), "v@x.test");
        String link = APP.link("v@x.test");
        FakeBrowser phone = APP.browser();
        Answer page = phone.get(link);
        assertThat(page.body()).contains("Log in").doesNotContain("name=\"password\"");
        assertThat(phone.isLoggedIn()).isFalse();
        assertThat(phone.post(link, "confirm", "1").status()).isEqualTo(303);
        assertThat(phone.isLoggedIn()).isTrue();
        assertThat(phone.asks(WebAuth::isConfirmedSession)).isTrue();
    }

    @Test
    @Tag("LNK-09")
    void the_first_used_link_of_several_ends_the_others() {
        APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser vera = asks(APP.browser(), "v@x.test");
        String first = APP.link("v@x.test");
        asks(vera, "v@x.test");
        String second = APP.link("v@x.test");
        assertThat(vera.get(first).status()).isEqualTo(303);
        assertThat(vera.get(second).status()).isEqualTo(404);
    }

    @Test
    void all_earlier_log_ins_end() {
        FakeBrowser thief = APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser vera = asks(APP.browser(), "v@x.test");
        vera.get(APP.link("v@x.test"));
        assertThat(thief.isLoggedIn()).isFalse();
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    @Tag("PRE-02")
    void a_recovery_of_a_never_confirmed_account_removes_everything_set_before() {
        FakeBrowser mallory = APP.registered("v@x.test", PASSWORD);
        String key = mallory.asks(WebAuth::getUserApiKey).orElseThrow();
        String confirm = APP.link("v@x.test");
        FakeBrowser vera = asks(APP.browser(), "v@x.test");
        vera.get(APP.link("v@x.test"));
        assertThat(vera.asks(WebAuth::isConfirmed)).isTrue();
        assertThat(mallory.isLoggedIn()).isFalse();
        assertThat(mallory.get(confirm).status()).isEqualTo(404);
        assertThatThrownBy(() -> mallory.calls(webauth -> webauth.login("v@x.test", PASSWORD)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> APP.browser().asks(webauth -> webauth.getUserByApiKey(key)))
                .isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void a_confirmed_account_keeps_its_password_and_gets_a_new_api_key() {
        FakeBrowser before = APP.confirmed("v@x.test", PASSWORD);
        String key = before.asks(WebAuth::getUserApiKey).orElseThrow();
        asks(before, "v@x.test").get(APP.link("v@x.test"));
        APP.browser().calls(webauth -> webauth.login("v@x.test", PASSWORD));
        assertThatThrownBy(() -> APP.browser().asks(webauth -> webauth.getUserByApiKey(key)))
                .isInstanceOf(UserNotFoundException.class);
    }

    @Test
    @Tag("CHG-06")
    void a_pending_change_of_address_ends() {
        FakeBrowser thief = APP.confirmed("v@x.test", PASSWORD);
        thief.calls(webauth -> webauth.changeUserEmail("evil@x.test", null, null));
        String change = APP.link("v@x.test");
        FakeBrowser vera = asks(APP.browser(), "v@x.test");
        vera.get(APP.link("v@x.test"));
        assertThat(vera.get(change).status()).isEqualTo(404);
    }

    @Test
    @Tag("LNK-20")
    void mails_to_one_address_are_limited_and_the_last_link_stays_good() {
        APP.confirmed("v@x.test", PASSWORD);
        int before = APP.mails("v@x.test").size();
        FakeBrowser vera = APP.browser();
        for (int i = 0; i < 12; i++) {
            asks(vera, "v@x.test");
        }
        assertThat(APP.mails("v@x.test")).hasSize(before + 5);
        APP.clock().forward(Duration.ofMinutes(2));
        for (int i = 0; i < 12; i++) {
            asks(vera, "v@x.test");
        }
        assertThat(APP.mails("v@x.test").size()).isLessThanOrEqualTo(before + 10);
        assertThat(vera.get(APP.link("v@x.test")).status()).isEqualTo(303);
    }

    @Test
    @Tag("LNK-14")
    void the_confirmed_session_ends_after_15_minutes() {
        APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser vera = asks(APP.browser(), "v@x.test");
        vera.get(APP.link("v@x.test"));
        APP.clock().forward(Duration.ofMinutes(15));
        assertThat(vera.asks(WebAuth::isConfirmedSession)).isFalse();
    }

    @Test
    void a_link_of_a_deleted_account_logs_nobody_in() {
        FakeBrowser vera = APP.confirmed("v@x.test", PASSWORD);
        asks(vera, "v@x.test");
        String link = APP.link("v@x.test");
        APP.database().run("delete from webauth_user");
        assertThat(vera.get(link).status()).isEqualTo(404);
        assertThat(vera.isLoggedIn()).isFalse();
    }
}
