package dev.webauth.impl.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.LoginResult;
import dev.webauth.OtpEnrolment;
import dev.webauth.TwoFactor;
import dev.webauth.User;
import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.spi.SecondFactorPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is asked for a second factor, and what an account can do that must have one. */
class PolicyTest {

    private static final String EMAIL = "v@x.test";
    private static final String PASSWORD = "correct horse";
    private static final String STEP = "/auth/second-factor";

    @RegisterExtension
    static final TestApplication REQUIRED = TestApplication.with("second-factor", "required");

    @RegisterExtension
    static final TestApplication OFF = TestApplication.with("second-factor", "off");

    @RegisterExtension
    static final TestApplication ADMINS = TestApplication.withBeans(List.of(OfAdmins.class));

    /** Asks administrators, who have addresses that say so. */
    @ApplicationScoped
    static class OfAdmins implements SecondFactorPolicy {

        @Override
        public Need need(User account) {
            String email = account.email().orElse("");
            return email.startsWith("admin") ? Need.REQUIRED : Need.OFF;
        }
    }

    private static TwoFactor twoFactor(TestApplication app) {
        return app.bean(TwoFactor.class);
    }

    private static String code(Runnable work) {
        try {
            work.run();
            return "";
        } catch (WebAuthException e) {
            return e.code();
        }
    }

    @Test
    void who_must_have_one_confirms_the_address_sets_it_up_and_is_in() {
        FakeBrowser vera = REQUIRED.browser();
        String to = vera.asks(webauth -> webauth.register(EMAIL, PASSWORD));
        assertThat(to).isEqualTo(STEP);
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(vera.get(STEP).body()).contains("id=\"resend-confirm\"");
        assertThat(vera.post(STEP, "enrol", "1").status()).isEqualTo(403);
        vera.post(STEP, "resend", "1");

        Answer confirmed = vera.get(REQUIRED.link(EMAIL));
        assertThat(confirmed.location()).isEqualTo("/app" + STEP);
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(vera.get(STEP).body()).contains("id=\"enrol\"");

        Answer enrol = vera.post(STEP, "enrol", "1");
        assertThat(enrol.body()).contains("id=\"qr\"", "<svg", "id=\"otp_secret\"");
        Phone phone = new Phone(REQUIRED, Base32.decode(secret(enrol)), List.of());
        Answer wrong = vera.post(STEP, "activate", "1", "code", phone.wrong());
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(secret(wrong)).isEqualTo(secret(enrol));
        assertThat(vera.isLoggedIn()).isFalse();

        Answer codes = vera.post(STEP, "activate", "1", "code", phone.code());
        assertThat(codes.body()).contains("id=\"recovery_codes\"", "href=\"/app/\"");
        assertThat(codes.body().split("<li>")).hasSize(11);
        assertThat(vera.isLoggedIn()).isTrue();
    }

    private static String secret(Answer page) {
        Matcher secret = Pattern.compile("id=\"otp_secret\">([A-Z2-7]{32})<").matcher(page.body());
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    @Test
    void an_application_does_the_same_on_its_own_page() {
        FakeBrowser vera = REQUIRED.confirmed(EMAIL, PASSWORD);
        TwoFactor twoFactor = twoFactor(REQUIRED);
        assertThat(vera.<Boolean>asks(webauth -> twoFactor.isSetUpRequired())).isTrue();
        assertThat(vera.isLoggedIn()).isFalse();
        OtpEnrolment enrolment = vera.asks(webauth -> twoFactor.enrol());
        Phone phone = new Phone(REQUIRED, Base32.decode(enrolment.secret()), List.of());
        List<String> codes = vera.asks(webauth -> twoFactor.activate(phone.code()));
        assertThat(codes).hasSize(10);
        assertThat(vera.isLoggedIn()).isTrue();
        assertThat(code(() -> vera.calls(webauth -> twoFactor.disable())))
                .isEqualTo("second_factor_last");
    }

    @Test
    @Tag("OTP-07")
    void what_waits_can_do_nothing_else() {
        FakeBrowser vera = REQUIRED.confirmed(EMAIL, PASSWORD);
        List<Consumer<WebAuth>> acts =
                List.of(
                        WebAuth::getUserApiKey,
                        WebAuth::regenerateApiKey,
                        WebAuth::deleteUser,
                        webauth -> webauth.setUserPassword("battery staple"),
                        webauth -> webauth.changeUserEmail("new@x.test", null, null),
                        webauth -> webauth.checkUserPassword(PASSWORD),
                        webauth -> twoFactor(REQUIRED).disable(),
                        webauth -> twoFactor(REQUIRED).trustedBrowsers(),
                        webauth -> twoFactor(REQUIRED).regenerateRecoveryCodes());
        for (Consumer<WebAuth> act : acts) {
            assertThat(code(() -> vera.calls(act))).isEqualTo("not_authenticated");
        }
        assertThat(vera.asks(WebAuth::getUserId)).isEmpty();
        assertThat(vera.get("/auth/reauthenticate").status()).isEqualTo(401);
    }

    /** With the password alone a thief would replace the factor by one of their own. */
    @Test
    void a_waiting_log_in_sets_up_no_second_one() {
        FakeBrowser vera = REQUIRED.confirmed(EMAIL, PASSWORD);
        FakeBrowser thief = REQUIRED.browser();
        thief.calls(webauth -> webauth.login(EMAIL, PASSWORD));
        OtpEnrolment planned = thief.asks(webauth -> twoFactor(REQUIRED).enrol());
        Phone.enrolled(REQUIRED, vera);
        Phone thiefs = new Phone(REQUIRED, Base32.decode(planned.secret()), List.of());
        assertThat(code(() -> thief.calls(webauth -> twoFactor(REQUIRED).activate(thiefs.code()))))
                .isEqualTo("second_factor_required");
        assertThat(code(() -> thief.calls(webauth -> twoFactor(REQUIRED).enrol())))
                .isEqualTo("second_factor_required");
        assertThat(thief.isLoggedIn()).isFalse();
    }

    @Test
    void switched_off_nobody_sets_one_up_or_is_asked() {
        FakeBrowser vera = OFF.confirmed(EMAIL, PASSWORD);
        assertThat(code(() -> vera.calls(webauth -> twoFactor(OFF).enrol())))
                .isEqualTo("second_factor_off");
        OFF.database().run("update webauth_user set otp = true, otp_secret = 'x'");
        assertThat(OFF.browser().<LoginResult>asks(webauth -> webauth.login(EMAIL, PASSWORD)))
                .isEqualTo(LoginResult.LOGGED_IN);
    }

    @Test
    void the_applications_bean_decides_for_each_account() {
        assertThat(ADMINS.confirmed("v@x.test", PASSWORD).isLoggedIn()).isTrue();
        FakeBrowser admin = ADMINS.confirmed("admin@x.test", PASSWORD);
        assertThat(admin.isLoggedIn()).isFalse();
        Phone.enrolled(ADMINS, admin);
        assertThat(admin.isLoggedIn()).isTrue();
    }

    @Test
    void an_operator_resets_the_factors_of_who_has_lost_them() {
        FakeBrowser vera = REQUIRED.confirmed(EMAIL, PASSWORD);
        Phone.enrolled(REQUIRED, vera);
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        REQUIRED.bean(dev.webauth.Accounts.class).resetSecondFactors(id);
        assertThat(REQUIRED.database().count("webauth_recovery_code")).isZero();
        assertThat(REQUIRED.database().value("select otp from webauth_user")).isEqualTo("f");
        assertThat(REQUIRED.database().column("select event from webauth_user_log"))
                .contains("second_factor.reset");
        assertThat(REQUIRED.mails(EMAIL))
                .anyMatch(mail -> mail.mail().subject().equals("Your second factors were reset"));
        REQUIRED.clock().forward(Duration.ofMinutes(1));
        FakeBrowser later = REQUIRED.browser();
        later.calls(webauth -> webauth.login(EMAIL, PASSWORD));
        assertThat(later.<Boolean>asks(webauth -> twoFactor(REQUIRED).isSetUpRequired())).isTrue();
        assertThatThrownBy(
                        () -> REQUIRED.bean(dev.webauth.Accounts.class).resetSecondFactors(id + 99))
                .isInstanceOf(dev.webauth.UserNotFoundException.class);
    }
}
