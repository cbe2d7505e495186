package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModesTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension
    static final TestApplication CONCEALING = TestApplication.with("conceal-accounts", "true");

    @RegisterExtension
    static final TestApplication CLOSED = TestApplication.with("allow-registration", "false");

    @Test
    void reg_02_concealed_a_taken_address_is_no_error_and_its_owner_is_told() {
        FakeBrowser first = CONCEALING.registered("reg02@x.test", PASSWORD);
        assertThat(first.isLoggedIn()).isFalse();
        first.get(CONCEALING.link("reg02@x.test"));
        FakeBrowser second = CONCEALING.registered("reg02@x.test", "another one");
        assertThat(second.isLoggedIn()).isFalse();
        assertThat(CONCEALING.database().count("webauth_user")).isEqualTo(1);
        assertThat(CONCEALING.mails("reg02@x.test").get(0).mail().text())
                .doesNotContain("/auth/confirm/");
        first.calls(webauth -> webauth.login("reg02@x.test", PASSWORD));
        assertThatThrownBy(() -> second.calls(w -> w.login("reg02@x.test", "another one")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void concealed_both_registrations_leave_the_same_cookies() {
        FakeBrowser first = CONCEALING.registered("cookies@x.test", PASSWORD);
        FakeBrowser second = CONCEALING.registered("cookies@x.test", PASSWORD);
        assertThat(names(second)).isEqualTo(names(first));
    }

    private static List<String> names(FakeBrowser browser) {
        return browser.last().cookies().stream().map(cookie -> cookie.getName()).toList();
    }

    @Test
    void lnk_19_concealed_a_recovery_for_an_unknown_address_is_no_error() {
        CONCEALING.confirmed("known@x.test", PASSWORD);
        FakeBrowser known = CONCEALING.browser();
        known.calls(webauth -> webauth.sendAccountRemind("known@x.test", null));
        FakeBrowser unknown = CONCEALING.browser();
        unknown.calls(webauth -> webauth.sendAccountRemind("unknown@x.test", null));
        assertThat(names(unknown)).isEqualTo(names(known));
        assertThat(CONCEALING.mails("unknown@x.test")).isEmpty();
    }

    /**
     * The time of the answer told who has an account: a link and a mail were made for them alone.
     */
    @Test
    void lnk_19_concealed_a_recovery_looks_at_no_account_before_the_answer() {
        CONCEALING.confirmed("known@x.test", PASSWORD);
        CONCEALING
                .database()
                .whileLocked(
                        "webauth_user",
                        () -> {
                            FakeBrowser visitor = CONCEALING.browser();
                            visitor.calls(
                                    webauth -> webauth.sendAccountRemind("known@x.test", null));
                            visitor.calls(
                                    webauth -> webauth.sendAccountRemind("unknown@x.test", null));
                        });
        assertThat(CONCEALING.database().count("webauth_link")).isZero();
        assertThat(CONCEALING.database().count("webauth_mail")).isZero();
        assertThat(CONCEALING.mails("known@x.test")).hasSize(1);
    }

    @Test
    void reg_02_concealed_a_registration_looks_at_no_account_before_the_answer() {
        CONCEALING.confirmed("taken@x.test", PASSWORD);
        CONCEALING
                .database()
                .whileLocked(
                        "webauth_user",
                        () -> {
                            CONCEALING.registered("taken@x.test", PASSWORD);
                            CONCEALING.registered("free@x.test", PASSWORD);
                        });
        assertThat(CONCEALING.database().count("webauth_user")).isEqualTo(1);
        assertThat(CONCEALING.mails("free@x.test")).hasSize(1);
        assertThat(CONCEALING.database().count("webauth_user")).isEqualTo(2);
    }

    @Test
    void concealed_a_link_made_after_the_answer_belongs_to_the_browser_that_asked() {
        CONCEALING.confirmed("v@x.test", PASSWORD);
        FakeBrowser vera = CONCEALING.browser();
        vera.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
        String link = CONCEALING.link("v@x.test");
        CONCEALING.browser().get(link);
        assertThat(vera.get(link).status()).isEqualTo(303);
        assertThat(vera.isLoggedIn()).isTrue();
    }

    @Test
    void concealed_a_mail_is_in_the_language_of_the_request() {
        CONCEALING.confirmed("v@x.test", PASSWORD);
        FakeBrowser vera = CONCEALING.browser().with("Accept-Language", "de");
        vera.calls(webauth -> webauth.sendAccountRemind("v@x.test", null));
        CONCEALING.registered("w@x.test", PASSWORD);
        CONCEALING.bean(AfterAnswer.class).drain();
        assertThat(CONCEALING.database().column("select locale from webauth_mail order by id"))
                .containsExactly("de", "en");
    }

    @Test
    void chg_10_concealed_a_change_to_a_taken_address_is_no_error() {
        CONCEALING.confirmed("taken@x.test", PASSWORD);
        CONCEALING.confirmed("chg10@x.test", PASSWORD);
        FakeBrowser vera = CONCEALING.browser();
        vera.calls(webauth -> webauth.login("chg10@x.test", PASSWORD));
        int before = CONCEALING.mails("taken@x.test").size();
        vera.calls(webauth -> webauth.changeUserEmail("taken@x.test", null, null));
        assertThat(CONCEALING.mails("taken@x.test")).hasSize(before + 1);
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("chg10@x.test");
    }

    @Test
    void reg_16_closed_nobody_registers() {
        assertThatThrownBy(() -> CLOSED.registered("a@x.test", PASSWORD))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("registration_closed"));
        assertThat(CLOSED.database().count("webauth_user")).isZero();
    }
}
