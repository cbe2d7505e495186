package dev.webauth.impl.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.LoginResult;
import dev.webauth.WebAuth;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.LoggedOut;
import dev.webauth.event.Registered;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The effects that all kinds of log-in share, with transactions and with a second step. */
class LogInsTest {

    private static final String PASSWORD = "correct horse";

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension
    static final TestApplication CAREFUL = TestApplication.withBeans(List.of(CodeStep.class));

    private final UserTransaction transaction =
            com.arjuna.ats.jta.UserTransaction.userTransaction();

    /** Replaces a second factor. The address of an account says whether it needs one. */
    @ApplicationScoped
    static class CodeStep implements LoginStep {

        @Override
        public String name() {
            return "code";
        }

        @Override
        public String page() {
            return "/code";
        }

        @Override
        public boolean isDue(Account account, Proof proof) {
            return account.email().orElseThrow().text().startsWith("careful");
        }
    }

    private static List<AccountEvent> events(TestApplication app) {
        return app.bean(RecordedEvents.class).events();
    }

    private static LoggedIn loggedIn(long user, String method) {
        return new LoggedIn(user, method, Set.of(method), false);
    }

    @Test
    void a_registration_has_all_effects_of_a_log_in() {
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        assertThat(events(APP))
                .containsExactly(new Registered(id, "password"), loggedIn(id, "password"));
        assertThat(APP.database().column("select event from webauth_user_log order by id"))
                .containsExactly("register:password", "login:password");
        assertThat(APP.database().value("select d_active from webauth_user")).isNotNull();
    }

    /** Regression test: the log-in began a session without event, log row and d_active. */
    @Test
    void a_confirm_link_has_all_effects_of_a_log_in() {
        FakeBrowser vera = APP.registered("v@x.test", PASSWORD);
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        String link = APP.link("v@x.test");
        APP.database().run("update webauth_user set d_active = null");
        vera.get(link);
        assertThat(events(APP)).contains(loggedIn(id, "confirm"));
        assertThat(APP.database().column("select event from webauth_user_log"))
                .contains("login:confirm");
        assertThat(APP.database().value("select d_active from webauth_user")).isNotNull();
    }

    /** Applications clear the data of the previous user on these events. */
    @Test
    void the_previous_user_of_the_same_browser_is_logged_out_first() {
        FakeBrowser browser = APP.registered("a@x.test", PASSWORD);
        long anna = browser.asks(WebAuth::getUserId).orElseThrow();
        browser.calls(webauth -> webauth.register("b@x.test", PASSWORD));
        long bob = browser.asks(WebAuth::getUserId).orElseThrow();
        assertThat(events(APP)).containsSubsequence(new LoggedOut(anna), loggedIn(bob, "password"));
        assertThat(APP.database().column("select user_id from webauth_session"))
                .containsExactly(String.valueOf(bob));
    }

    private void inTransaction(FakeBrowser browser, TransactionEnd end) {
        browser.calls(
                webauth -> {
                    try {
                        transaction.begin();
                        webauth.login("v@x.test", PASSWORD);
                        assertThat(webauth.getUserEmail()).contains("v@x.test");
                        end.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private interface TransactionEnd {
        void run() throws Exception;
    }

    /**
     * Regression test: the session was changed outside the transaction and stayed logged in without
     * a log row.
     */
    @Test
    void a_visitor_stays_a_visitor_when_the_log_in_is_rolled_back() {
        APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser browser = APP.browser();
        inTransaction(browser, transaction::rollback);
        assertThat(browser.isLoggedIn()).isFalse();
        assertThat(browser.without("JSESSIONID").isLoggedIn()).isFalse();
        inTransaction(browser, transaction::commit);
        assertThat(browser.isLoggedIn()).isTrue();
    }

    @Test
    void the_previous_user_stays_logged_in_after_a_rollback() {
        APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser browser = APP.confirmed("before@x.test", PASSWORD);
        inTransaction(browser, transaction::rollback);
        assertThat(browser.asks(WebAuth::getUserEmail)).contains("before@x.test");
        assertThat(browser.without("JSESSIONID").asks(WebAuth::getUserEmail))
                .contains("before@x.test");
    }

    /**
     * Regression test: the epoch was a counter. After a rolled-back change, a stolen session became
     * valid with the next change.
     */
    @Test
    void a_password_change_that_is_rolled_back_makes_no_old_session_valid_later() {
        FakeBrowser thief = APP.confirmed("v@x.test", PASSWORD);
        FakeBrowser owner = APP.browser();
        owner.calls(webauth -> webauth.login("v@x.test", PASSWORD));
        thief.calls(
                webauth -> {
                    try {
                        transaction.begin();
                        webauth.setUserPassword("the thief's own");
                        transaction.rollback();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        owner.calls(webauth -> webauth.setUserPassword("battery staple"));
        assertThat(owner.isLoggedIn()).isTrue();
        assertThat(thief.isLoggedIn()).isFalse();
        assertThat(thief.without("JSESSIONID").isLoggedIn()).isFalse();
    }

    @Test
    void a_pending_log_in_is_not_logged_in() {
        CAREFUL.confirmed("free@x.test", PASSWORD);
        FakeBrowser vera = CAREFUL.browser();
        vera.calls(webauth -> webauth.register("careful@x.test", PASSWORD, true, null));
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(
                        CAREFUL.browser()
                                .<LoginResult>asks(
                                        webauth -> webauth.login("free@x.test", PASSWORD)))
                .isEqualTo(LoginResult.LOGGED_IN);
        FakeBrowser free = CAREFUL.browser();
        free.calls(webauth -> webauth.login("free@x.test", PASSWORD));
        assertThat(
                        free.<LoginResult>asks(
                                webauth -> webauth.login("careful@x.test", PASSWORD, true)))
                .isEqualTo(LoginResult.SECOND_FACTOR_REQUIRED);
        assertThat(free.isLoggedIn()).isFalse();

        FakeBrowser thief = CAREFUL.browser();
        assertThatThrownBy(() -> thief.calls(w -> CAREFUL.bean(LogIns.class).finish("code")))
                .isInstanceOf(AccessDeniedException.class);
        free.calls(webauth -> CAREFUL.bean(LogIns.class).finish("code"));
        assertThat(free.asks(WebAuth::getUserEmail)).contains("careful@x.test");
        assertThat(events(CAREFUL))
                .filteredOn(LoggedIn.class::isInstance)
                .last()
                .satisfies(
                        event ->
                                assertThat(((LoggedIn) event).factors())
                                        .containsExactlyInAnyOrder("password", "code"));
        assertThatThrownBy(() -> free.calls(w -> CAREFUL.bean(LogIns.class).finish("code")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_new_password_ends_a_pending_log_in() {
        FakeBrowser vera = CAREFUL.browser();
        vera.calls(webauth -> webauth.register("careful@x.test", PASSWORD, true, null));
        vera.calls(webauth -> CAREFUL.bean(LogIns.class).finish("code"));
        FakeBrowser thief = CAREFUL.browser();
        thief.calls(webauth -> webauth.login("careful@x.test", PASSWORD));
        vera.calls(webauth -> webauth.setUserPassword("battery staple"));
        assertThatThrownBy(() -> thief.calls(w -> CAREFUL.bean(LogIns.class).finish("code")))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(thief.isLoggedIn()).isFalse();
    }
}
