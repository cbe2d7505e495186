package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.AccessDeniedException;
import dev.webauth.UnavailableException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that mean that the database is unavailable. Other errors keep their cause. */
class OutageTest {

    private static RuntimeException explained(String state) {
        return Outage.explain(new PersistenceException(new SQLException("text", state)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08001", "08006", "40001", "40P01", "53100", "53300", "57P01", "57014", "58030",
                "25006", "55P03", "HYT00", "90098"
            })
    void sql_states_of_connection_resource_and_operator_errors_are_an_outage(String state) {
        assertThat(explained(state)).isInstanceOf(UnavailableException.class);
    }

    /**
     * Regression test: 90035 is H2's "sequence already exists". It was answered with 503 for ever.
     */
    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "42501", "42601", "42P01", "42P07", "90035", "25P02"})
    void sql_states_of_programming_errors_are_no_outage(String state) {
        assertThat(explained(state)).isInstanceOf(PersistenceException.class);
    }

    @Test
    void a_pool_without_a_connection_is_an_outage() {
        assertThat(Outage.explain(new PersistenceException(new SQLException("no connection"))))
                .isInstanceOf(UnavailableException.class);
        assertThat(Outage.explain(new PersistenceException(new SQLFeatureNotSupportedException())))
                .isNotInstanceOf(UnavailableException.class);
    }

    @Test
    void a_failed_commit_is_classified_by_its_causes_and_suppressed_exceptions() {
        RollbackException lost = new RollbackException("could not commit");
        lost.addSuppressed(new XAException(XAException.XAER_RMFAIL));
        assertThat(Outage.explain(lost)).isInstanceOf(UnavailableException.class);

        RollbackException mistake = new RollbackException("could not commit");
        mistake.addSuppressed(new IllegalStateException(new SQLException("too long", "22001")));
        assertThat(Outage.explain(mistake))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(mistake);

        RollbackException silent = new RollbackException("could not commit");
        assertThat(Outage.explain(silent)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_nested_refusal_is_not_replaced() {
        AccessDeniedException refusal = new AccessDeniedException("no");
        assertThat(Outage.explain(new IllegalStateException(new PersistenceException(refusal))))
                .isSameAs(refusal);
    }

    @Test
    void a_foreign_key_error_names_the_table_without_values() {
        SQLException e =
                new SQLException(
                        "violates foreign key constraint \"note_user\" on table \"note\"\n"
                                + "  Detail: Key (email)=(a@x.test)",
                        "23503");
        assertThat(Outage.reference(new PersistenceException(e)))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .contains("on table \"note\"")
                                        .doesNotContain("a@x.test"));
    }
}
