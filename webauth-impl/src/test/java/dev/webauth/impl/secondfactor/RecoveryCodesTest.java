package dev.webauth.impl.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.TwoFactor;
import dev.webauth.WebAuthException;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.RecoveryCodeUsed;
import dev.webauth.event.RecoveryCodesChanged;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Codes that take the place of a lost second factor. */
class RecoveryCodesTest {

    private static final String EMAIL = "v@x.test";
    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private FakeBrowser vera;
    private List<String> codes;

    @BeforeEach
    void enrolled() {
        vera = APP.confirmed(EMAIL, PASSWORD);
        codes = Phone.enrolled(APP, vera).recoveryCodes();
        APP.bean(RecordedEvents.class).events().clear();
    }

    private static TwoFactor twoFactor(TestApplication node) {
        return node.bean(TwoFactor.class);
    }

    private static FakeBrowser logsIn(TestApplication node, String code) {
        FakeBrowser browser = node.browser();
        browser.calls(webauth -> webauth.login(EMAIL, PASSWORD));
        browser.calls(webauth -> twoFactor(node).complete(code, false));
        return browser;
    }

    private static void refused(String code) {
        assertThatThrownBy(() -> logsIn(APP, code))
                .isInstanceOf(AccessDeniedException.class)
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("code_wrong");
    }

    private static long mails(String subject) {
        return APP.mails(EMAIL).stream()
                .filter(mail -> mail.mail().subject().equals(subject))
                .count();
    }

    @Test
    @Tag("OTP-09")
    void each_of_ten_codes_works_once() {
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        for (String code : codes) {
            assertThat(logsIn(APP, code).isLoggedIn()).isTrue();
            refused(code);
            APP.clock().forward(Duration.ofHours(1));
        }
        assertThat(APP.database().count("webauth_recovery_code")).isZero();
    }

    @Test
    @Tag("OTP-09")
    void a_hundred_uses_of_one_code_on_two_nodes_log_in_once() {
        TestApplication other = APP.anotherNode();
        List<Object> results =
                Parallel.run(
                        100,
                        number -> logsIn(number % 2 == 0 ? APP : other, codes.get(0)).isLoggedIn());
        assertThat(results).filteredOn(Boolean.TRUE::equals).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !Boolean.TRUE.equals(result))
                .allSatisfy(result -> assertThat(result).isInstanceOf(AccessDeniedException.class));
    }

    @Test
    @Tag("OTP-09")
    void codes_are_in_no_table() {
        String dump = APP.database().dump();
        for (String code : codes) {
            assertThat(dump).doesNotContain(code).doesNotContain(code.replace("-", ""));
        }
    }

    @Test
    void they_have_120_random_bits_and_are_read_as_people_type_them() {
        assertThat(codes).allMatch(code -> code.matches("([a-z2-7]{4}-){5}[a-z2-7]{4}"));
        String typed = " " + codes.get(0).replace("-", " ").toUpperCase(Locale.ROOT) + " ";
        assertThat(logsIn(APP, typed).isLoggedIn()).isTrue();
    }

    @Test
    void the_owner_is_told_of_each_use_and_when_few_are_left() {
        long used = mails("A recovery code was used");
        long few = mails("A recovery code was used, and few are left");
        for (int i = 0; i < 6; i++) {
            logsIn(APP, codes.get(i));
        }
        assertThat(mails("A recovery code was used")).isEqualTo(used + 6);
        assertThat(mails("A recovery code was used, and few are left")).isEqualTo(few);
        logsIn(APP, codes.get(6));
        assertThat(mails("A recovery code was used, and few are left")).isEqualTo(few + 1);
    }

    @Test
    void events_tell_the_use_and_how_many_are_left() {
        long id = Long.parseLong(APP.database().value("select id from webauth_user"));
        logsIn(APP, codes.get(0));
        assertThat(APP.bean(RecordedEvents.class).events())
                .contains(
                        new RecoveryCodeUsed(id, 9),
                        new LoggedIn(id, "password", Set.of("password", "recovery-code"), false));
    }

    @Test
    void new_codes_end_the_earlier_ones() {
        List<String> next = vera.asks(webauth -> twoFactor(APP).regenerateRecoveryCodes());
        refused(codes.get(0));
        assertThat(logsIn(APP, next.get(0)).isLoggedIn()).isTrue();
        assertThat(vera.<Integer>asks(webauth -> twoFactor(APP).recoveryCodesLeft())).isEqualTo(9);
        assertThat(APP.bean(RecordedEvents.class).events())
                .hasAtLeastOneElementOfType(RecoveryCodesChanged.class);
    }

    @Test
    void new_codes_need_a_fresh_log_in_and_a_second_factor() {
        APP.clock().forward(Duration.ofMinutes(11));
        assertThatThrownBy(() -> vera.calls(webauth -> twoFactor(APP).regenerateRecoveryCodes()))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("fresh_login_required");
        FakeBrowser bob = APP.confirmed("b@x.test", PASSWORD);
        assertThatThrownBy(() -> bob.calls(webauth -> twoFactor(APP).regenerateRecoveryCodes()))
                .extracting(e -> ((WebAuthException) e).code())
                .isEqualTo("second_factor_missing");
    }

    @Test
    void the_code_of_another_account_is_wrong() {
        FakeBrowser bob = APP.confirmed("b@x.test", PASSWORD);
        List<String> bobs = Phone.enrolled(APP, bob).recoveryCodes();
        refused(bobs.get(0));
    }

    /** Lose the app, get in by a recovery code, set up another app. */
    @Test
    void who_lost_the_app_gets_in_and_sets_up_another() {
        FakeBrowser owner = logsIn(APP, codes.get(0));
        owner.calls(webauth -> twoFactor(APP).disable());
        Phone next = Phone.enrolled(APP, owner);
        APP.clock().forward(Duration.ofMinutes(1));
        assertThat(logsIn(APP, next.code()).isLoggedIn()).isTrue();
    }
}
