package dev.webauth.impl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.AccessDeniedException;
import dev.webauth.WebAuth;
import dev.webauth.event.AccountDeleted;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ActionConfirmed;
import dev.webauth.event.ApiKeyChanged;
import dev.webauth.event.EmailChanged;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.LoggedOut;
import dev.webauth.event.PasswordChanged;
import dev.webauth.event.RecoveryRequested;
import dev.webauth.event.Registered;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventLogTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @RegisterExtension
    static final TestApplication SILENT = TestApplication.with("log-user-events", "false");

    @RegisterExtension
    static final TestApplication PROXIED =
            TestApplication.with(
                    "real-ip-header", "X-Forwarded-For", "trusted-proxies", "10.0.0.0/8");

    @Test
    @Tag("LOG-07")
    void each_act_makes_one_row_and_one_event() {
        FakeBrowser vera = APP.browser().from("203.0.113.9");
        vera.calls(webauth -> webauth.register("v@x.test", "correct horse"));
        long id = vera.asks(WebAuth::getUserId).orElseThrow();
        vera.get(APP.link("v@x.test"));
        vera.calls(webauth -> webauth.setUserPassword("battery staple"));
        vera.calls(WebAuth::regenerateApiKey);
        vera.calls(webauth -> webauth.changeUserEmail("w@x.test", null, null));
        vera.get(APP.link("v@x.test"));
        vera.get(APP.link("w@x.test"));
        vera.calls(WebAuth::logout);
        assertThatThrownBy(() -> vera.calls(webauth -> webauth.login("w@x.test", "wrong one")))
                .isInstanceOf(AccessDeniedException.class);
        vera.calls(webauth -> webauth.login("w@x.test", "battery staple"));
        vera.calls(webauth -> webauth.sendAccountRemind("w@x.test", null));
        vera.calls(WebAuth::deleteUser);
        assertThat(APP.database().column("select event from webauth_user_log order by id"))
                .containsExactly(
                        "register:password",
                        "login:password",
                        "email.confirmed",
                        "confirm:account.confirm",
                        "login:confirm",
                        "password.changed",
                        "api_key.changed",
                        "email.change.requested",
                        "confirm:account.change",
                        "email.changed",
                        "confirm:account.confirm",
                        "login:confirm",
                        "logout",
                        "login.failed",
                        "login:password",
                        "remind",
                        "delete",
                        "logout");
        assertThat(APP.database().column("select distinct ip from webauth_user_log"))
                .containsExactly("203.0.113.9");
        assertThat(APP.database().column("select distinct user_id from webauth_user_log"))
                .containsExactly(String.valueOf(id));
        assertThat(APP.bean(RecordedEvents.class).events())
                .contains(
                        new Registered(id, "password"),
                        new PasswordChanged(id),
                        new ApiKeyChanged(id),
                        new EmailChanged(id),
                        new LoggedOut(id),
                        new LoggedIn(id, "password", Set.of("password"), false),
                        new RecoveryRequested(id),
                        new AccountDeleted(id))
                .allMatch(event -> event.userId() == id)
                .hasSize(18);
    }

    @Test
    @Tag("LOG-08")
    void rows_stay_without_an_address_after_the_account_is_deleted() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        vera.calls(WebAuth::deleteUser);
        assertThat(APP.database().count("webauth_user")).isZero();
        assertThat(APP.database().column("select event from webauth_user_log order by id"))
                .containsExactly("register:password", "login:password", "delete", "logout");
        assertThat(APP.database().dump()).doesNotContain("v@x.test");
    }

    @Test
    void a_log_in_to_an_unknown_address_is_logged_without_an_account() {
        assertThatThrownBy(() -> APP.browser().calls(w -> w.login("nobody@x.test", "whatever")))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(APP.database().value("select user_id from webauth_user_log")).isEqualTo("0");
        assertThat(APP.database().dump()).doesNotContain("nobody@x.test");
    }

    @Test
    void a_rollback_leaves_no_row() {
        assertThatThrownBy(() -> APP.registered("bad address", "correct horse"))
                .isInstanceOf(RuntimeException.class);
        assertThat(APP.database().count("webauth_user_log")).isZero();
    }

    @Test
    void rows_can_be_switched_off_and_events_are_still_fired() {
        SILENT.registered("v@x.test", "correct horse");
        assertThat(SILENT.database().count("webauth_user_log")).isZero();
        assertThat(SILENT.bean(RecordedEvents.class).events())
                .hasSize(2)
                .allMatch(AccountEvent.class::isInstance);
    }

    @Test
    @Tag("LOG-01")
    void a_forwarding_header_is_ignored_unless_a_trusted_proxy_sent_it() {
        APP.browser()
                .from("203.0.113.9")
                .with("X-Forwarded-For", "1.2.3.4")
                .with("X-Real-IP", "1.2.3.4")
                .calls(webauth -> webauth.register("v@x.test", "correct horse"));
        assertThat(APP.database().value("select distinct ip from webauth_user_log"))
                .isEqualTo("203.0.113.9");
        PROXIED.browser()
                .from("203.0.113.9")
                .with("X-Forwarded-For", "1.2.3.4")
                .calls(webauth -> webauth.register("v@x.test", "correct horse"));
        assertThat(PROXIED.database().value("select distinct ip from webauth_user_log"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    @Tag("LOG-02")
    void behind_proxies_the_last_address_that_is_not_a_proxy_is_logged() {
        ipFor("6.6.6.6, 203.0.113.9", "203.0.113.9");
        ipFor("6.6.6.6, 203.0.113.9, 10.9.9.9", "203.0.113.9");
        ipFor("6.6.6.6, nonsense", "10.0.0.5");
        ipFor("evil.test", "10.0.0.5");
        ipFor("10.1.1.1", "10.0.0.5");
        ipFor("2001:db8::1", "2001:db8:0:0:0:0:0:1");
        ipFor("", "10.0.0.5");
        ipFor(null, "10.0.0.5");
    }

    private static void ipFor(String header, String expected) {
        PROXIED.database().run("delete from webauth_user_log");
        PROXIED.database().run("delete from webauth_user");
        PROXIED.browser()
                .from("10.0.0.5")
                .with("X-Forwarded-For", header)
                .calls(webauth -> webauth.register("v@x.test", "correct horse"));
        assertThat(PROXIED.database().value("select distinct ip from webauth_user_log"))
                .isEqualTo(expected);
    }

    @RegisterExtension
    static final TestApplication FORGETFUL = TestApplication.with("log-retention", "P30D");

    @Test
    @Tag("LOG-09")
    void a_long_text_is_shortened_and_its_row_is_written() {
        APP.bean(Transactions.class)
                .required(
                        () ->
                                APP.bean(AuditLog.class)
                                        .note(new ActionConfirmed(1, "x".repeat(2000))));
        assertThat(APP.database().value("select length(event) from webauth_user_log"))
                .isEqualTo("1024");
    }

    @Test
    void old_rows_are_deleted_in_batches() {
        FORGETFUL
                .database()
                .run(
                        "insert into webauth_user_log (id, user_id, d, event) select -i, 1, now() -"
                                + " interval '31 days', 'logout' from generate_series(1, 2500) i");
        FORGETFUL
                .database()
                .run(
                        "insert into webauth_user_log (id, user_id, d, event) values (0, 1, now() -"
                                + " interval '29 days', 'logout')");
        FORGETFUL.webauth().cleanup();
        assertThat(FORGETFUL.database().column("select id from webauth_user_log"))
                .containsExactly("0");
    }

    /** Regression test: 300 log-in attempts wrote 300 rows, 295 of them login.throttled. */
    @Test
    void throttled_log_ins_are_counted_instead_of_logged_one_by_one() {
        for (int i = 0; i < 120; i++) {
            assertThatThrownBy(() -> APP.browser().calls(w -> w.login("n@x.test", "whatever")))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertThat(
                        APP.database()
                                .column(
                                        "select event from webauth_user_log where event <>"
                                                + " 'login.failed' order by id"))
                .containsExactly("login.throttled", "login.throttled:10", "login.throttled:100");
    }

    @Test
    void the_number_of_counted_subjects_is_limited() {
        ThrottledTries tries = new ThrottledTries();
        Instant now = Instant.EPOCH;
        for (int i = 0; i < 10_000; i++) {
            assertThat(tries.count("s" + i, now)).hasValue(1);
        }
        assertThat(tries.count("one more", now)).isEmpty();
        assertThat(tries.count("one more", now.plus(Duration.ofHours(1)))).hasValue(1);
    }

    /** Regression test: the right password was answered with 500. */
    @Test
    @Tag("FLT-17")
    void log_in_works_while_the_log_cannot_be_written() {
        for (TestApplication app : List.of(APP, H2)) {
            FakeBrowser vera = app.confirmed("v@x.test", "correct horse");
            app.database().run("alter table webauth_user_log rename to log_away");
            List<String> lines;
            try {
                lines =
                        linesOf(
                                () -> {
                                    vera.calls(WebAuth::logout);
                                    vera.calls(w -> w.login("v@x.test", "correct horse"));
                                });
            } finally {
                app.database().run("alter table log_away rename to webauth_user_log");
            }
            assertThat(vera.isLoggedIn()).isTrue();
            assertThat(lines).filteredOn(line -> line.contains("cannot be written")).hasSize(1);
            assertThat(app.database().value("select count(d_active) from webauth_user"))
                    .isEqualTo("1");
            assertThat(linesOf(() -> vera.calls(WebAuth::logout)))
                    .contains("The event log is written again; 2 rows are missing");
        }
    }

    @RegisterExtension static final TestApplication H2 = TestApplication.onH2("dev-mode", "true");

    @Test
    void each_event_is_one_line_of_the_server_log_without_an_address() {
        FakeBrowser vera = APP.browser().from("203.0.113.9");
        List<String> lines =
                linesOf(
                        () -> {
                            vera.calls(w -> w.register("v@x.test", "correct horse", true, null));
                            vera.calls(WebAuth::logout);
                        });
        String id = APP.database().value("select id from webauth_user");
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "register:password user=" + id,
                        "login:password user=" + id,
                        "logout user=" + id);
    }

    @Test
    void a_rollback_leaves_no_line_in_the_server_log() {
        assertThat(
                        linesOf(
                                () ->
                                        assertThatThrownBy(
                                                        () ->
                                                                APP.bean(Transactions.class)
                                                                        .required(
                                                                                EventLogTest
                                                                                        ::fireAndFail))
                                                .hasMessage("after all")))
                .isEmpty();
    }

    private static void fireAndFail() {
        APP.bean(AuditLog.class).note(new LoggedOut(1));
        throw new IllegalArgumentException("after all");
    }

    /** The messages of the audit logger while the work runs. */
    private static List<String> linesOf(Runnable work) {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.webauth.audit");
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        lines.add(new SimpleFormatter().formatMessage(line));
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        logger.setLevel(Level.INFO);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
        }
        return lines;
    }
}
