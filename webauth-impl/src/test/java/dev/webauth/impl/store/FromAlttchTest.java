package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.impl.rig.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that takes a database of WebAuth for Flask over. Log-ins are tried by an IT. */
class FromAlttchTest {

    private static final String SCRIPT = "/dev/webauth/schema/from-alttch-0.0.19.sql";

    private static String resource(String name) {
        try (InputStream in = FromAlttchTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static TestDatabase old() {
        TestDatabase database = TestDatabase.postgres();
        database.run(resource("/alttch-0.0.19.sql"));
        return database;
    }

    private static TestDatabase upgraded() {
        TestDatabase database = old();
        database.run(resource(SCRIPT));
        Schema.prepare(database.pool(), true);
        return database;
    }

    private static TestDatabase fresh() {
        TestDatabase database = TestDatabase.postgres();
        Schema.prepare(database.pool(), true);
        return database;
    }

    /** Columns, constraints, indexes and sequences, each in a table of PostgreSQL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select concat_ws(' ', table_name, column_name, data_type,"
                        + " character_maximum_length, is_nullable, column_default) from"
                        + " information_schema.columns where table_schema = current_schema() and"
                        + " table_name like 'webauth%' order by 1",
                "select concat_ws(' ', conname, pg_get_constraintdef(oid)) from pg_constraint where"
                        + " connamespace = current_schema()::regnamespace and conname like"
                        + " 'webauth%' order by 1",
                "select replace(indexdef, current_schema() || '.', '') from pg_indexes where"
                        + " schemaname = current_schema() and tablename like 'webauth%' order by 1",
                "select sequencename from pg_sequences where schemaname = current_schema() and"
                        + " sequencename like 'webauth%' order by 1"
            })
    void the_tables_are_those_of_a_new_database(String catalogue) {
        assertThat(upgraded().column(catalogue)).isEqualTo(fresh().column(catalogue));
    }

    @Test
    void rows_are_kept_and_what_was_stored_in_clear_is_not() {
        TestDatabase database = upgraded();
        assertThat(database.column("select password from webauth_user where email is not null"))
                .containsOnly(
                        "{sha256}4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631");
        assertThat(database.column("select email from webauth_user order by id"))
                .containsExactly("vera@x.test", "late@x.test", null);
        assertThat(database.column("select api_key from webauth_user")).containsOnlyNulls();
        assertThat(database.column("select provider || issuer || sub from webauth_user_auth"))
                .containsExactly(
                        "githubhttps://github.com/login/oauth583231",
                        "googlehttps://accounts.google.com110169484474386276334",
                        // Stack Overflow names people in another way today.
                        "stackoverflowalttch-0.0.1942");
        assertThat(database.column("select event from webauth_user_log order by id"))
                .containsExactly("account.register", "account.delete");
        assertThat(database.count("note")).isEqualTo(1);
        assertThat(database.value("select nextval('webauth_user_seq')")).isEqualTo("4");
    }

    @Test
    void an_unconfirmed_account_is_not_deleted_by_the_next_clean_up() {
        assertThat(
                        upgraded()
                                .column(
                                        "select email from webauth_user where not confirmed and"
                                                + " d_created < current_timestamp - interval '1"
                                                + " hour'"))
                .isEmpty();
    }

    @Test
    void addresses_that_differ_in_case_alone_stop_the_script_and_nothing_is_changed() {
        TestDatabase database = old();
        database.run("insert into webauth_user (email, d_created) values ('VERA@x.test', now())");
        assertThatThrownBy(() -> database.run(resource(SCRIPT)))
                .rootCause()
                .hasMessageContaining("vera@x.test")
                .hasMessageContaining("Delete all but one");
        assertThat(database.column("select email from webauth_user order by id"))
                .containsExactly("Vera@x.test", "late@x.test", null, "VERA@x.test");
        assertThat(List.of(database.value("select api_key from webauth_user where id = 1")))
                .containsExactly("abcdefghijklmnopqrstuvwxyz012345");
    }
}
