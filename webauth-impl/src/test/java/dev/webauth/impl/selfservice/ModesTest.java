package dev.webauth.impl.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuth;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModesTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension
    static final TestApplication CONCEALING = TestApplication.with("conceal-accounts", "true");

    @RegisterExtension
    static final TestApplication CLOSED = TestApplication.with("allow-registration", "false");

    @Test
    @Tag("REG-02")
    void concealed_a_taken_address_is_no_error_and_its_owner_gets_a_notice() {
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
    @Tag("LNK-19")
    void concealed_a_recovery_for_an_unknown_address_is_no_error() {
        CONCEALING.confirmed("known@x.test", PASSWORD);
        FakeBrowser known = CONCEALING.browser();
        known.calls(webauth -> webauth.sendAccountRemind("known@x.test", null));
        FakeBrowser unknown = CONCEALING.browser();
        unknown.calls(webauth -> webauth.sendAccountRemind("unknown@x.test", null));
        assertThat(names(unknown)).isEqualTo(names(known));
        assertThat(CONCEALING.mails("unknown@x.test")).isEmpty();
    }

    /**
     * Regression test: the time of the answer showed whether an account exists, because only then a
     * link and a mail were made.
     */
    @Test
    @Tag("LNK-19")
    void concealed_a_recovery_reads_no_account_before_the_answer() {
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
    @Tag("REG-02")
    void concealed_a_registration_reads_no_account_before_the_answer() {
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
    void concealed_a_link_made_after_the_answer_belongs_to_the_requesting_browser() {
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

    /**
     * The caller's own mailbox told which addresses are taken: only a change to a free one mailed a
     * link there.
     */
    @Test
    @Tag("CHG-10")
    void concealed_a_change_to_a_taken_address_asks_the_old_address_as_for_a_free_one() {
        CONCEALING.confirmed("taken@x.test", PASSWORD);
        FakeBrowser vera = loggedIn("chg10@x.test");
        int before = CONCEALING.mails("taken@x.test").size();

        vera.calls(webauth -> webauth.changeUserEmail("taken@x.test", null, null));
        String link = CONCEALING.link("chg10@x.test");
        assertThat(CONCEALING.mails("taken@x.test")).hasSize(before);

        Answer agreed = vera.get(link);
        FakeBrowser other = loggedIn("chg10-b@x.test");
        other.calls(webauth -> webauth.changeUserEmail("chg10-free@x.test", null, null));
        Answer agreedToFree = other.get(CONCEALING.link("chg10-b@x.test"));

        assertThat(agreed.status()).isEqualTo(agreedToFree.status());
        assertThat(agreed.location()).isEqualTo(agreedToFree.location());
        assertThat(CONCEALING.mails("chg10-free@x.test")).hasSize(1);
        assertThat(CONCEALING.mails("taken@x.test")).hasSize(before + 1);
        assertThat(CONCEALING.mails("taken@x.test").get(0).mail().text())
                .doesNotContain("/auth/confirm/");
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("chg10@x.test");
    }

    /** To correct an unconfirmed address at once would show that the new one is taken. */
    @Test
    @Tag("CHG-10")
    void concealed_an_unconfirmed_address_is_replaced_when_the_new_one_is_confirmed() {
        CONCEALING.confirmed("taken@x.test", PASSWORD);
        FakeBrowser vera = loggedIn("typo@x.test");
        CONCEALING
                .database()
                .run("update webauth_user set confirmed = false where email = 'typo@x.test'");

        vera.calls(webauth -> webauth.changeUserEmail("taken@x.test", null, null));
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("typo@x.test");
        vera.calls(webauth -> webauth.changeUserEmail("right@x.test", null, null));
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("typo@x.test");

        vera.get(CONCEALING.link("right@x.test"));
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("right@x.test");
    }

    private static FakeBrowser loggedIn(String email) {
        CONCEALING.confirmed(email, PASSWORD);
        FakeBrowser browser = CONCEALING.browser();
        browser.calls(webauth -> webauth.login(email, PASSWORD));
        return browser;
    }

    @Test
    @Tag("REG-16")
    void closed_registration_refuses_everybody() {
        assertThatThrownBy(() -> CLOSED.registered("a@x.test", PASSWORD))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        e -> assertThat(e.code()).isEqualTo("registration_closed"));
        assertThat(CLOSED.database().count("webauth_user")).isZero();
    }
}
