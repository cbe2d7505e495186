package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;

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
    void two_nodes_may_start_at_once() throws Exception {
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
                                    Schema.update(database.pool());
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
            Schema.update(database.pool());
            database.run("insert into webauth_setting values ('a', 'b', current_timestamp)");
            Schema.update(database.pool());
            assertThat(database.count("webauth_setting")).isEqualTo(1);
            assertThat(database.count("webauth_schema")).isEqualTo(Schema.VERSION);
        }
    }
}
