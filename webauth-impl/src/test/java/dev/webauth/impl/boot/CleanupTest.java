package dev.webauth.impl.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.WebAuth;
import dev.webauth.event.AccountDeleted;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.RecordedEvents;
import dev.webauth.impl.rig.TestApplication;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import javax.naming.InitialContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CleanupTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private static void aDayPasses() {
        APP.database().run("update webauth_user set d_created = now() - interval '25 hours'");
    }

    private static void cleanup() {
        APP.webauth().cleanup();
    }

    @Test
    @Tag("REG-18")
    void an_account_that_was_never_confirmed_is_deleted_with_its_links() {
        FakeBrowser anna = APP.registered("a@x.test", "correct horse");
        long first = anna.asks(WebAuth::getUserId).orElseThrow();
        String link = APP.link("a@x.test");
        cleanup();
        assertThat(anna.isLoggedIn()).isTrue();
        aDayPasses();
        cleanup();
        assertThat(anna.isLoggedIn()).isFalse();
        assertThat(anna.get(link).status()).isEqualTo(404);
        anna.calls(webauth -> webauth.register("a@x.test", "correct horse"));
        assertThat(anna.asks(WebAuth::getUserId).orElseThrow()).isGreaterThan(first);
    }

    @Test
    void a_confirmed_account_stays() {
        FakeBrowser anna = APP.confirmed("a@x.test", "correct horse");
        aDayPasses();
        cleanup();
        assertThat(anna.isLoggedIn()).isTrue();
    }

    @Test
    @Tag("REG-19")
    void an_account_with_a_provider_stays() {
        FakeBrowser anna = APP.registered("a@x.test", "correct horse");
        APP.database()
                .run(
                        "insert into webauth_user_auth (id, user_id, provider, issuer, sub, d_created)"
                                + " values (1, ?, 'github', 'github', '42', now())",
                        anna.asks(WebAuth::getUserId).orElseThrow());
        aDayPasses();
        cleanup();
        assertThat(anna.isLoggedIn()).isTrue();
    }

    @Test
    void expired_links_and_counters_are_deleted() {
        APP.registered("a@x.test", "correct horse");
        APP.mails("a@x.test");
        APP.database()
                .run("insert into webauth_throttle values ('x', 1, timestamp '2020-01-01 00:00')");
        APP.database().run("update webauth_link set d_expires = now() - interval '1 second'");
        cleanup();
        assertThat(APP.database().count("webauth_link")).isZero();
        assertThat(APP.database().count("webauth_throttle")).isZero();
    }

    @Test
    void ended_log_ins_are_deleted() {
        FakeBrowser anna = APP.confirmed("a@x.test", "correct horse");
        APP.browser().calls(webauth -> webauth.login("a@x.test", "correct horse", true));
        cleanup();
        assertThat(APP.database().count("webauth_session")).isEqualTo(2);
        APP.clock().forward(Duration.ofMinutes(31));
        cleanup();
        assertThat(APP.database().column("select remembered from webauth_session"))
                .containsExactly("t");
        assertThat(anna.isLoggedIn()).isFalse();
        APP.clock().forward(Duration.ofDays(30));
        cleanup();
        assertThat(APP.database().count("webauth_session")).isZero();
    }

    @Test
    @Tag("RAC-09")
    void one_node_of_many_cleans_up_in_an_hour() {
        APP.database().run("delete from webauth_setting where name = 'cleanup'");
        APP.registered("a@x.test", "correct horse");
        aDayPasses();
        APP.bean(Cleanup.class).runInTurn();
        assertThat(APP.database().count("webauth_user")).isZero();
        APP.registered("a@x.test", "correct horse");
        aDayPasses();
        APP.bean(Cleanup.class).runInTurn();
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
    }

    @Test
    void touching_an_account_stores_the_time() {
        FakeBrowser anna = APP.confirmed("a@x.test", "correct horse");
        long id = anna.asks(WebAuth::getUserId).orElseThrow();
        APP.database().run("update webauth_user set d_active = null");
        APP.webauth().touch(id);
        assertThat(active()).isNotNull();
        APP.webauth().touch(id + 1000);
    }

    private static String active() {
        return APP.database().value("select d_active from webauth_user");
    }

    /**
     * Regression test: one row of the application that referred to an unconfirmed account kept all
     * other expired accounts.
     */
    @Test
    void a_row_of_the_application_keeps_only_its_own_account() {
        long anna = APP.registered("a@x.test", "correct horse").asks(WebAuth::getUserId).get();
        APP.registered("b@x.test", "correct horse");
        APP.database()
                .run(
                        "create table app_order (id bigint primary key, owner bigint references"
                                + " webauth_user (id))");
        try {
            APP.database().run("insert into app_order values (1, ?)", anna);
            APP.database()
                    .run(
                            "insert into webauth_throttle values ('x', 1, timestamp '2020-01-01"
                                    + " 00:00')");
            aDayPasses();
            cleanup();
            assertThat(APP.database().column("select email from webauth_user"))
                    .containsExactly("a@x.test");
            assertThat(APP.database().column("select name from webauth_throttle where name = 'x'"))
                    .isEmpty();
        } finally {
            APP.database().run("drop table app_order");
        }
    }

    @Test
    void the_deletion_of_an_expired_account_fires_the_usual_event() {
        long anna = APP.registered("a@x.test", "correct horse").asks(WebAuth::getUserId).get();
        aDayPasses();
        cleanup();
        assertThat(APP.bean(RecordedEvents.class).events()).contains(new AccountDeleted(anna));
        assertThat(
                        APP.database()
                                .column(
                                        "select event from webauth_user_log where user_id = ?",
                                        anna))
                .contains("delete");
    }

    @Test
    void more_accounts_than_one_batch_expire() {
        APP.database()
                .run(
                        "insert into webauth_user (id, d_created) select -i, now() - interval '25"
                                + " hours' from generate_series(1, 250) i");
        cleanup();
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    /**
     * Regression test: cleanup() and a throttled method in one transaction blocked each other for
     * ever, and the undeployment too.
     */
    @Test
    void within_a_callers_transaction_the_cleanup_leaves_no_locks() throws Exception {
        APP.confirmed("a@x.test", "correct horse");
        APP.browser().calls(webauth -> webauth.sendAccountRemind("a@x.test", null));
        APP.clock().forward(Duration.ofHours(2));
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        APP.browser()
                .calls(
                        webauth -> {
                            webauth.cleanup();
                            webauth.sendAccountRemind("a@x.test", null);
                        });
        transaction.rollback();
        assertThat(APP.database().column("select hits from webauth_throttle")).containsOnly("1");
    }

    @Test
    void a_failing_part_does_not_stop_the_other_parts() {
        APP.database().run("alter table webauth_flow rename to webauth_flow_away");
        try {
            APP.registered("a@x.test", "correct horse");
            APP.mails("a@x.test");
            aDayPasses();
            APP.database().run("update webauth_link set d_expires = now() - interval '1 second'");
            cleanup();
            assertThat(APP.database().count("webauth_user")).isZero();
            assertThat(APP.database().count("webauth_link")).isZero();
        } finally {
            APP.database().run("alter table webauth_flow_away rename to webauth_flow");
        }
    }
}
