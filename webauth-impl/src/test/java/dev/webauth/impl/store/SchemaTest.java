package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.impl.rig.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void two_nodes_can_start_at_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            TestDatabase database = TestDatabase.postgres();
            int nodes = 4;
            CyclicBarrier start = new CyclicBarrier(nodes);
            ExecutorService pool = Executors.newFixedThreadPool(nodes);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                done.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    Schema.prepare(database.pool(), true);
                                    return null;
                                }));
            }
            for (Future<?> node : done) {
                node.get();
            }
            pool.shutdown();
            assertThat(database.column("select max(version) from webauth_schema"))
                    .containsExactly(String.valueOf(Schema.VERSION));
            assertThat(database.count("webauth_user")).isZero();
        }
    }

    @Test
    void a_second_start_changes_nothing() throws Exception {
        for (TestDatabase database : List.of(TestDatabase.postgres(), TestDatabase.h2())) {
            Schema.prepare(database.pool(), true);
            database.run("insert into webauth_setting values ('a', 'b', current_timestamp)");
            Schema.prepare(database.pool(), true);
            assertThat(database.count("webauth_setting")).isEqualTo(1);
            assertThat(database.count("webauth_schema")).isEqualTo(Schema.VERSION);
        }
    }

    private static final String SCHEMA_GENERATION =
            "create sequence webauth_user_seq;"
                    + "create table webauth_user (id bigint primary key, email varchar(254),"
                    + " password varchar(255), api_key varchar(64), api_key_sealed varchar(255),"
                    + " confirmed boolean not null, otp boolean not null, otp_secret varchar(255),"
                    + " epoch integer not null, d_created timestamp not null, d_active timestamp);"
                    + "create table note (id bigint primary key, user_id bigint, constraint"
                    + " note_user foreign key (user_id) references webauth_user (id))";

    private static void generate(TestDatabase database) {
        for (String sql : SCHEMA_GENERATION.split(";")) {
            database.run(sql);
        }
    }

    private static void start(TestDatabase database) {
        Schema.prepare(database.pool(), true);
    }

    /**
     * Regression test: the server starts the application's persistence unit first. PostgreSQL
     * reported "relation webauth_user_seq already exists". On H2 the error was taken for an outage
     * and answered with 503 for ever.
     */
    @Test
    void empty_tables_of_schema_generation_are_replaced() {
        for (TestDatabase database : List.of(TestDatabase.postgres(), TestDatabase.h2())) {
            generate(database);
            start(database);
            database.run(
                    "insert into webauth_user (id, email, d_created) values (1, 'a@x.test',"
                            + " current_timestamp)");
            assertThatThrownBy(
                            () ->
                                    database.run(
                                            "insert into webauth_user (id, email, d_created)"
                                                    + " values (2, 'a@x.test',"
                                                    + " current_timestamp)"))
                    .matches(Outage::isConstraint);
            database.run("insert into note values (1, 1)");
            assertThatThrownBy(() -> database.run("delete from webauth_user"))
                    .satisfies(e -> assertThat(Outage.reference(e)).isPresent());
            start(database);
        }
    }

    @Test
    void a_foreign_table_with_rows_stops_the_deployment() {
        for (TestDatabase database : List.of(TestDatabase.postgres(), TestDatabase.h2())) {
            generate(database);
            database.run(
                    "insert into webauth_user (id, confirmed, otp, epoch, d_created) values (1,"
                            + " true, false, 0, current_timestamp)");
            assertThatThrownBy(() -> start(database))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("webauth_user exists, but WebAuth did not make it")
                    .hasMessageContaining("docs/store.md");
            assertThat(database.count("webauth_user")).isEqualTo(1);
        }
    }

    /**
     * Regression test: 1.sql was run by hand over incomplete tables, and the error was not
     * reported.
     */
    @Test
    void a_table_without_its_constraint_stops_the_deployment() {
        for (TestDatabase database : List.of(TestDatabase.postgres(), TestDatabase.h2())) {
            start(database);
            database.run("alter table webauth_user drop constraint webauth_user_email");
            assertThatThrownBy(() -> start(database))
                    .hasMessageContaining("webauth_user exists, but WebAuth did not make it");
        }
    }

    @Test
    void a_ddl_error_is_no_outage_and_has_a_remedy() {
        for (TestDatabase database : List.of(TestDatabase.postgres(), TestDatabase.h2())) {
            database.run("create table webauth_link (id bigint)");
            assertThatThrownBy(() -> start(database))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already exists")
                    .hasMessageContaining("docs/store.md");
        }
    }

    /** 1.sql was run by hand in the schema "auth" while the search path is app, auth. */
    @Test
    void tables_in_a_later_schema_of_the_search_path_are_found() {
        TestDatabase auth = TestDatabase.postgres();
        start(auth);
        String schema = auth.value("select current_schema()");
        TestDatabase app = TestDatabase.postgresBefore(schema);
        start(app);
        assertThat(
                        app.column(
                                "select table_schema from information_schema.tables where"
                                        + " table_name = 'webauth_user' and table_schema ="
                                        + " any(current_schemas(false))"))
                .containsExactly(schema);
    }

    @Test
    void tables_in_two_schemas_stop_the_deployment() {
        TestDatabase auth = TestDatabase.postgres();
        start(auth);
        TestDatabase app = TestDatabase.postgresBefore(auth.value("select current_schema()"));
        app.run("create table webauth_user (id bigint)");
        assertThatThrownBy(() -> start(app))
                .hasMessageContaining("webauth_user is found in the schema")
                .hasMessageContaining("search path");
    }

    @Test
    void verify_creates_nothing_and_reports_what_is_missing() {
        for (TestDatabase database : List.of(TestDatabase.postgres(), TestDatabase.h2())) {
            assertThatThrownBy(() -> Schema.prepare(database.pool(), false))
                    .hasMessageContaining("the table webauth_schema is missing")
                    .hasMessageContaining("dev/webauth/schema/1.sql");
            assertThatThrownBy(() -> database.count("webauth_user"))
                    .isInstanceOf(IllegalStateException.class);
            start(database);
            Schema.prepare(database.pool(), false);
            database.run("drop table webauth_flow");
            database.run("drop table webauth_throttle");
            assertThatThrownBy(() -> Schema.prepare(database.pool(), false))
                    .hasMessageContaining("missing: webauth_throttle, webauth_flow");
        }
    }

    @Test
    void a_user_without_the_right_to_create_tables_is_reported() {
        TestDatabase database = TestDatabase.postgres();
        database.run("create role reader login password 'postgres'");
        database.run(
                "grant usage on schema "
                        + database.value("select current_schema()")
                        + " to reader");
        TestDatabase reader = database.as("reader");
        assertThatThrownBy(() -> start(reader))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("permission denied")
                .hasMessageContaining("Let the user of webauth.datasource create tables");
    }
}
