package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.UnavailableException;
import dev.webauth.impl.mail.MailWorker;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionsTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final UserTransaction transaction =
            Jndi.lookup(UserTransaction.class, "java:comp/UserTransaction");
    private final Transactions transactions = APP.bean(Transactions.class);

    @AfterEach
    void nothing_is_left_open() throws Exception {
        assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    /** Work of an application that may throw any exception. */
    private interface Work {
        void run() throws Exception;
    }

    private static Runnable unchecked(Work work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void register(FakeBrowser browser, Work end) {
        browser.calls(
                webauth ->
                        unchecked(
                                        () -> {
                                            transaction.begin();
                                            webauth.register("a@x.test", "correct horse");
                                            end.run();
                                        })
                                .run());
    }

    @Test
    void the_callers_commit_includes_the_account_and_its_mail() {
        FakeBrowser anna = APP.browser();
        register(
                anna,
                () -> {
                    assertThat(APP.database().count("webauth_user")).isZero();
                    APP.bean(MailWorker.class);
                    transaction.commit();
                });
        assertThat(anna.isLoggedIn()).isTrue();
        assertThat(APP.database().count("webauth_user")).isEqualTo(1);
        assertThat(APP.database().count("webauth_mail")).isEqualTo(1);
    }

    @Test
    void the_callers_rollback_includes_all_changes() {
        FakeBrowser anna = APP.browser();
        register(anna, transaction::rollback);
        assertThat(anna.isLoggedIn()).isFalse();
        for (String table :
                new String[] {"webauth_user", "webauth_mail", "webauth_link", "webauth_user_log"}) {
            assertThat(APP.database().count(table)).as(table).isZero();
        }
    }

    @Test
    void a_refusal_does_not_mark_the_callers_transaction_for_rollback() {
        APP.confirmed("a@x.test", "correct horse");
        APP.browser()
                .calls(
                        webauth ->
                                unchecked(
                                                () -> {
                                                    transaction.begin();
                                                    assertThatThrownBy(
                                                                    () ->
                                                                            webauth.register(
                                                                                    "a@x.test",
                                                                                    "correct horse"))
                                                            .isInstanceOf(
                                                                    ResourceAlreadyExistsException
                                                                            .class);
                                                    assertThat(transaction.getStatus())
                                                            .isEqualTo(Status.STATUS_ACTIVE);
                                                    transaction.commit();
                                                })
                                        .run());
    }

    @Test
    void a_failure_marks_the_callers_transaction_for_rollback() throws Exception {
        transaction.begin();
        assertThatThrownBy(
                        () ->
                                transactions.required(
                                        () -> {
                                            throw new IllegalArgumentException("ours");
                                        }))
                .hasMessage("ours");
        assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
        transaction.rollback();
    }

    @Test
    void separate_work_stays_after_the_callers_rollback() throws Exception {
        ClusterState clusterState = APP.bean(ClusterState.class);
        APP.database().run("delete from webauth_setting where name = 'separate'");
        transaction.begin();
        assertThat(clusterState.getOrCreate("separate", () -> "kept")).isEqualTo("kept");
        assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
        transaction.rollback();
        assertThat(clusterState.getOrCreate("separate", () -> "other")).isEqualTo("kept");
    }

    @Test
    void after_commit_work_runs_after_the_commit_and_not_after_a_rollback() throws Exception {
        int[] ran = {0};
        transaction.begin();
        transactions.required(() -> transactions.afterCommit(() -> ran[0]++));
        assertThat(ran[0]).isZero();
        transaction.commit();
        assertThat(ran[0]).isEqualTo(1);
        transaction.begin();
        transactions.required(() -> transactions.afterCommit(() -> ran[0]++));
        transaction.rollback();
        assertThat(ran[0]).isEqualTo(1);
    }

    /**
     * Regression test: an observer of the application stored a value that was too long, and the
     * visitor got 503.
     */
    @Test
    void a_commit_that_fails_by_a_programming_error_is_no_outage() {
        assertThatThrownBy(() -> transactions.required(TransactionsTest::failBeforeTheCommit))
                .isNotInstanceOf(UnavailableException.class)
                .hasMessageContaining("could not be committed")
                .hasStackTraceContaining("value too long for type character varying(3)");
    }

    private static void failBeforeTheCommit() {
        Transactions.registry()
                .registerInterposedSynchronization(
                        new Synchronization() {
                            @Override
                            public void beforeCompletion() {
                                throw new IllegalStateException(
                                        new SQLException(
                                                "value too long for type character varying(3)",
                                                "22001"));
                            }

                            @Override
                            public void afterCompletion(int status) {}
                        });
    }

    @Test
    void a_transaction_of_the_library_is_rolled_back_on_failure() {
        assertThatThrownBy(
                        () ->
                                transactions.required(
                                        () -> {
                                            APP.bean(Database.class)
                                                    .updateNative(
                                                            "insert into webauth_throttle values"
                                                                    + " ('x', 1, now())",
                                                            java.util.Map.of());
                                            throw new IllegalArgumentException("ours");
                                        }))
                .hasMessage("ours");
        assertThat(APP.database().count("webauth_throttle")).isZero();
    }
}
