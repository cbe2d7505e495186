package dev.webauth.impl.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.webauth.AccessDeniedException;
import dev.webauth.LoginResult;
import dev.webauth.OtpEnrolment;
import dev.webauth.TwoFactor;
import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.SecondFactorEnrolled;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Logged;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A code of an authenticator app as the second factor of a log-in. */
class OneTimePasswordsTest {

    private static final String EMAIL = "v@x.test";
    private static final String PASSWORD = "correct horse";

    @RegisterExtension
    static final TestApplication APP = TestApplication.with("app-name", "Shop & Co");

    private FakeBrowser vera;
    private Phone phone;

    @BeforeEach
    void enrolled() {
        vera = APP.confirmed(EMAIL, PASSWORD);
        phone = Phone.enrolled(APP, vera);
        APP.clock().forward(Duration.ofMinutes(5));
        APP.bean(RecordedEvents.class).events().clear();
    }

    private static TwoFactor twoFactor() {
        return APP.bean(TwoFactor.class);
    }

    private static FakeBrowser afterPassword() {
        FakeBrowser browser = APP.browser();
        assertThat(browser.<LoginResult>asks(webauth -> webauth.login(EMAIL, PASSWORD)))
                .isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
        return browser;
    }

    private static void completes(FakeBrowser browser, String code) {
        browser.calls(webauth -> twoFactor().complete(code, false));
    }

    private static void refused(FakeBrowser browser, String code) {
        assertThatThrownBy(() -> completes(browser, code))
                .isInstanceOf(AccessDeniedException.class)
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("code_wrong");
        assertThat(browser.isLoggedIn()).isFalse();
    }

    @Test
    void the_code_of_the_moment_finishes_the_log_in() {
        FakeBrowser browser = afterPassword();
        assertThat(browser.isLoggedIn()).isFalse();
        assertThat(browser.<Boolean>asks(webauth -> twoFactor().isPending())).isTrue();
        completes(browser, phone.code());
        assertThat(browser.isLoggedIn()).isTrue();
        assertThat(APP.bean(RecordedEvents.class).events())
                .filteredOn(LoggedIn.class::isInstance)
                .extracting(event -> ((LoggedIn) event).factors())
                .containsExactly(Set.of("password", "totp"));
        assertThat(APP.database().column("select factors from webauth_session order by id desc"))
                .startsWith("password,totp");
    }

    /** A code was accepted as often as it was shown. */
    @Test
    @Tag("OTP-03")
    void a_code_works_once() {
        String code = phone.code();
        completes(afterPassword(), code);
        refused(afterPassword(), code);
    }

    @Test
    @Tag("OTP-03")
    void the_code_that_switched_them_on_is_used_up() {
        vera.calls(webauth -> twoFactor().disable());
        Phone next = Phone.enrolled(APP, vera);
        refused(afterPassword(), next.code());
    }

    @Test
    @Tag("OTP-05")
    void the_codes_of_the_step_before_and_after_are_right_as_well() {
        refused(afterPassword(), phone.code(-2));
        refused(afterPassword(), phone.code(2));
        completes(afterPassword(), phone.code(-1));
        completes(afterPassword(), phone.code(0));
        completes(afterPassword(), phone.code(1));
    }

    @Test
    @Tag("OTP-05")
    void no_code_is_older_than_the_last_one_that_was_used() {
        completes(afterPassword(), phone.code(1));
        refused(afterPassword(), phone.code(0));
        refused(afterPassword(), phone.code(-1));
    }

    @Test
    @Tag("OTP-06")
    void after_five_wrong_codes_a_right_one_waits_in_every_browser() {
        for (int i = 0; i < 5; i++) {
            refused(afterPassword().from("198.51.100." + i), phone.wrong());
        }
        refused(afterPassword().from("203.0.113.1"), phone.code());
        APP.clock().forward(Duration.ofSeconds(30));
        completes(afterPassword(), phone.code());
    }

    @Test
    @Tag("OTP-06")
    void a_recovery_gives_no_new_tries() {
        for (int i = 0; i < 5; i++) {
            refused(afterPassword(), phone.wrong());
        }
        FakeBrowser browser = APP.browser();
        browser.calls(webauth -> webauth.sendAccountRemind(EMAIL, null));
        browser.get(APP.link(EMAIL));
        refused(browser, phone.code());
    }

    @Test
    @Tag("OTP-06")
    void a_hundred_guesses_at_once_are_five() {
        FakeBrowser browser = afterPassword();
        List<Object> results =
                Parallel.run(
                        100,
                        number -> {
                            completes(afterPassword(), phone.wrong());
                            return "in";
                        });
        assertThat(results)
                .allSatisfy(result -> assertThat(result).isInstanceOf(AccessDeniedException.class));
        assertThat(
                        APP.database()
                                .value(
                                        "select failures from webauth_password_tries where"
                                                + " second_factor"))
                .isEqualTo("5");
        refused(browser, phone.code());
    }

    @Test
    void the_owner_is_told_of_the_third_wrong_code() {
        long before = mailsOfWrongCodes();
        refused(afterPassword(), phone.wrong());
        refused(afterPassword(), phone.wrong());
        assertThat(mailsOfWrongCodes()).isEqualTo(before);
        refused(afterPassword(), phone.wrong());
        refused(afterPassword(), phone.wrong());
        assertThat(mailsOfWrongCodes()).isEqualTo(before + 1);
    }

    private static long mailsOfWrongCodes() {
        return APP.mails(EMAIL).stream()
                .filter(mail -> mail.mail().subject().startsWith("Wrong codes after"))
                .count();
    }

    @Test
    void a_hundred_uses_of_one_code_on_two_nodes_log_in_once() {
        TestApplication other = APP.anotherNode();
        String code = phone.code();
        List<Object> results =
                Parallel.run(
                        100,
                        number -> {
                            TestApplication node = number % 2 == 0 ? APP : other;
                            FakeBrowser browser = node.browser();
                            browser.calls(webauth -> webauth.login(EMAIL, PASSWORD));
                            browser.calls(
                                    webauth -> node.bean(TwoFactor.class).complete(code, false));
                            return browser.isLoggedIn();
                        });
        assertThat(results).filteredOn(Boolean.TRUE::equals).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !Boolean.TRUE.equals(result))
                .allSatisfy(result -> assertThat(result).isInstanceOf(AccessDeniedException.class));
    }

    @Test
    @Tag("OTP-11")
    void a_code_of_a_wrong_clock_is_refused_and_the_log_asks_for_the_clock() {
        Logged log = Logged.by("dev.webauth.secondfactor");
        refused(afterPassword(), phone.code(3));
        assertThat(log.text()).contains("WARNING: clock?", "90 s from now").doesNotContain(EMAIL);
    }

    @Test
    @Tag("OTP-01")
    void a_factor_is_active_only_after_a_right_code() {
        FakeBrowser bob = APP.confirmed("b@x.test", PASSWORD);
        bob.calls(webauth -> twoFactor().enrol());
        assertThatThrownBy(() -> bob.calls(webauth -> twoFactor().activate("000000")))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("code_wrong");
        assertThat(bob.<Set<String>>asks(webauth -> twoFactor().factors())).isEmpty();
        assertThat(APP.browser().<LoginResult>asks(webauth -> webauth.login("b@x.test", PASSWORD)))
                .isEqualTo(LoginResult.LOGGED_IN);
    }

    @Test
    @Tag("OTP-01")
    void an_old_log_in_sets_none_up() {
        FakeBrowser bob = APP.confirmed("b@x.test", PASSWORD);
        APP.clock().forward(Duration.ofMinutes(11));
        assertThatThrownBy(() -> bob.calls(webauth -> twoFactor().enrol()))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("fresh_login_required");
    }

    @Test
    @Tag("OTP-12")
    void an_unconfirmed_account_sets_none_up() {
        FakeBrowser squatter = APP.registered("owner@x.test", PASSWORD);
        assertThatThrownBy(() -> squatter.calls(webauth -> twoFactor().enrol()))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("email_unconfirmed");
    }

    /** Another log-in of the account is not shown the secret, and cannot make it count. */
    @Test
    void a_secret_belongs_to_the_log_in_that_asked_for_it() {
        FakeBrowser bob = APP.confirmed("b@x.test", PASSWORD);
        FakeBrowser thief = APP.browser();
        thief.calls(webauth -> webauth.login("b@x.test", PASSWORD));
        OtpEnrolment own = bob.asks(webauth -> twoFactor().enrol());
        Phone bobs = new Phone(APP, Base32.decode(own.secret()), List.of());
        assertThatThrownBy(() -> thief.calls(webauth -> twoFactor().activate(bobs.code())))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("enrolment_expired");
        thief.calls(webauth -> twoFactor().enrol());
        bob.calls(webauth -> twoFactor().activate(bobs.code()));
    }

    @Test
    void the_secret_is_sealed_and_in_no_table() {
        String secret = Base32.encode(phone.secret());
        assertThat(APP.database().dump()).doesNotContain(secret);
        assertThat(APP.database().value("select otp from webauth_user")).isEqualTo("t");
    }

    @Test
    void events_log_and_mail_tell_that_they_were_set_up() {
        FakeBrowser bob = APP.confirmed("b@x.test", PASSWORD);
        Phone.enrolled(APP, bob);
        List<AccountEvent> events = APP.bean(RecordedEvents.class).events();
        assertThat(events).hasAtLeastOneElementOfType(SecondFactorEnrolled.class);
        assertThat(APP.database().column("select event from webauth_user_log"))
                .contains("second_factor.enrolled:totp");
        assertThat(APP.mails("b@x.test"))
                .anyMatch(mail -> mail.mail().subject().equals("A second factor was set up"));
    }

    /** The picture is read as a phone would read it. */
    @Test
    void the_picture_carries_issuer_account_and_secret() throws Exception {
        FakeBrowser bob = APP.confirmed("b+1@x.test", PASSWORD);
        OtpEnrolment enrolment = bob.asks(webauth -> twoFactor().enrol());
        String read = read(enrolment.qr());
        assertThat(read)
                .isEqualTo(enrolment.uri())
                .isEqualTo(
                        "otpauth://totp/Shop%20%26%20Co:b%2B1%40x.test?secret="
                                + enrolment.secret()
                                + "&issuer=Shop%20%26%20Co&algorithm=SHA1&digits=6&period=30");
    }

    private static String read(String svg) throws Exception {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1));
        int scale = 4;
        int[] pixels = new int[size * scale * size * scale];
        Arrays.fill(pixels, 0xffffff);
        Matcher module = Pattern.compile("M(\\d+),(\\d+)h1v1h-1z").matcher(svg);
        while (module.find()) {
            int left = Integer.parseInt(module.group(1)) * scale;
            int top = Integer.parseInt(module.group(2)) * scale;
            for (int y = top; y < top + scale; y++) {
                Arrays.fill(pixels, y * size * scale + left, y * size * scale + left + scale, 0);
            }
        }
        RGBLuminanceSource picture = new RGBLuminanceSource(size * scale, size * scale, pixels);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture))).getText();
    }

    @Test
    void the_last_one_is_removed_only_after_it_was_given() {
        FakeBrowser browser = afterPassword();
        browser.calls(webauth -> twoFactor().complete(phone.code(), true));
        FakeBrowser trusted = browser;
        APP.clock().forward(Duration.ofMinutes(11));
        assertThat(trusted.<LoginResult>asks(webauth -> webauth.login(EMAIL, PASSWORD)))
                .isEqualTo(LoginResult.LOGGED_IN);
        assertThatThrownBy(() -> trusted.calls(webauth -> twoFactor().disable()))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("second_factor_required");
        completes(trusted, phone.code());
        trusted.calls(webauth -> twoFactor().disable());
        assertThat(trusted.<Set<String>>asks(webauth -> twoFactor().factors())).isEmpty();
        assertThat(APP.database().count("webauth_recovery_code")).isZero();
        assertThat(APP.database().count("webauth_trusted")).isZero();
    }

    @Test
    void a_code_is_a_fresh_proof() {
        APP.clock().forward(Duration.ofMinutes(11));
        assertThatThrownBy(() -> vera.calls(WebAuth::getUserApiKey))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("fresh_login_required");
        completes(vera, phone.code());
        assertThat(vera.asks(WebAuth::getUserApiKey)).isPresent();
    }
}
