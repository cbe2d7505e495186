package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.UnavailableException;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.throttle.Throttle;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Callers within a transaction need a second connection for work that must be committed in any
 * case.
 */
class NestedTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private final Throttle throttle = APP.bean(Throttle.class);
    private final Database database = APP.bean(Database.class);
    private final UserTransaction transaction =
            Jndi.lookup(UserTransaction.class, "java:comp/UserTransaction");

    private Object inTransaction(Runnable work) {
        try {
            transaction.begin();
            try {
                work.run();
            } finally {
                transaction.rollback();
            }
            return "done";
        } catch (RuntimeException e) {
            return e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Regression test: 40 callers with 16 connections blocked until the pool's time-out of 20
     * seconds, and so did the rest of the application.
     */
    @Test
    void callers_that_use_all_connections_do_not_block_on_the_pool() {
        List<Object> results =
                Parallel.run(
                        40,
                        number ->
                                inTransaction(
                                        () -> {
                                            database.now();
                                            throttle.take(Limit.RECOVER_MINUTE, "n" + number);
                                        }));
        assertThat(results).contains("done");
        assertThat(results)
                .filteredOn(result -> !result.equals("done"))
                .allSatisfy(
                        result ->
                                assertThat((Exception) result)
                                        .isInstanceOf(UnavailableException.class)
                                        .hasNoCause());
        assertThat(inTransaction(() -> throttle.take(Limit.RECOVER_MINUTE, "later")))
                .isEqualTo("done");
    }

    /** PostgreSQL does not detect this deadlock, because the holder of the lock waits in Java. */
    @Test
    void a_transaction_that_waits_for_its_own_lock_times_out() throws Exception {
        throttle.take(Limit.RECOVER_MINUTE, "a");
        transaction.begin();
        database.updateNative("update webauth_throttle set hits = 1", Map.of());
        assertThatThrownBy(() -> throttle.take(Limit.RECOVER_MINUTE, "a"))
                .isInstanceOf(UnavailableException.class)
                .hasStackTraceContaining("lock timeout");
        transaction.rollback();
        assertThat(throttle.take(Limit.RECOVER_MINUTE, "a")).isTrue();
    }

    @Test
    void nested_separate_work_needs_no_second_permit() {
        Transactions transactions = APP.bean(Transactions.class);
        List<Object> results =
                Parallel.run(
                        4,
                        number ->
                                transactions.requiresNew(
                                        () ->
                                                transactions.requiresNew(
                                                        () ->
                                                                throttle.take(
                                                                        Limit.RECOVER_MINUTE,
                                                                        "n" + number))));
        assertThat(results).containsOnly(true);
    }
}
