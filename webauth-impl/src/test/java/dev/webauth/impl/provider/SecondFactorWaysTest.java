package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.TwoFactor;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.secondfactor.Phone;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OTP-08: every way into an account that has a second factor. */
class SecondFactorWaysTest {

    private static final String EMAIL = "v@x.test";
    private static final String PASSWORD = "correct horse";
    private static final String STEP = "/app/auth/second-factor";
    private static final HostileProvider OP = HostileProvider.start();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.issuer",
                    OP.url(),
                    "op.client-id",
                    HostileProvider.CLIENT_ID,
                    "op.client-secret",
                    HostileProvider.CLIENT_SECRET);

    private FakeBrowser vera;
    private Phone phone;
    private FakeBrowser browser;

    @BeforeEach
    void enrolled() {
        OP.behave();
        APP.clock().setToNow();
        vera = APP.confirmed(EMAIL, PASSWORD);
        OP.signIn(vera, "op", "s1");
        phone = Phone.enrolled(APP, vera);
        APP.clock().forward(Duration.ofMinutes(1));
        browser = APP.browser();
    }

    private void finishes() {
        assertThat(browser.isLoggedIn()).isFalse();
        browser.calls(webauth -> APP.bean(TwoFactor.class).complete(phone.code(), false));
        assertThat(browser.asks(WebAuth::getUserEmail)).contains(EMAIL);
    }

    @Test
    @Tag("OTP-08")
    void a_provider_leads_to_the_step_and_then_where_the_sign_in_led() {
        browser.calls(webauth -> webauth.setNext("/orders"));
        assertThat(OP.signIn(browser, "op", "s1").location()).isEqualTo(STEP);
        finishes();
        assertThat(browser.asks(WebAuth::getNext)).contains("/orders");
    }

    @Test
    @Tag("OTP-08")
    void a_recovery_link_leads_to_the_step_and_then_where_the_link_led() {
        browser.calls(webauth -> webauth.sendAccountRemind(EMAIL, "/set-password"));
        assertThat(browser.get(APP.link(EMAIL)).location()).isEqualTo(STEP);
        assertThat(browser.isLoggedIn()).isFalse();
        Answer right = browser.post("/auth/second-factor", "code", phone.code());
        assertThat(right.location()).isEqualTo("/app/set-password");
        assertThat(browser.<Boolean>asks(WebAuth::isConfirmedSession)).isTrue();
    }

    @Test
    @Tag("OTP-08")
    void a_recovery_link_opened_elsewhere_leads_to_the_step() {
        vera.calls(webauth -> webauth.sendAccountRemind(EMAIL, null));
        browser.post(APP.link(EMAIL));
        finishes();
    }

    @Test
    @Tag("OTP-08")
    void a_link_that_confirms_a_new_address_leads_to_the_step() {
        vera.calls(webauth -> webauth.changeUserEmail("new@x.test", null, "/done"));
        vera.get(APP.link(EMAIL));
        Answer last = vera.get(APP.link("new@x.test"));
        assertThat(last.location()).isEqualTo(STEP);
        assertThat(vera.isLoggedIn()).isFalse();
    }

    @Test
    @Tag("OTP-08")
    void an_api_key_asks_for_none() {
        String key = vera.asks(WebAuth::getUserApiKey).orElseThrow();
        assertThat(browser.asks(webauth -> webauth.getUserByApiKey(key)).otp()).isTrue();
    }

    @Test
    void a_notice_of_recovery_names_providers_only() {
        browser.calls(webauth -> webauth.sendAccountRemind(EMAIL, null));
        browser.get(APP.link(EMAIL));
        assertThat(APP.mails(EMAIL).get(0).mail().text()).doesNotContain("second factor");
    }
}
