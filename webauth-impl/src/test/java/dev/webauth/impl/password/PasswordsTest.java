package dev.webauth.impl.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webauth.UnavailableException;
import dev.webauth.impl.rig.Parallel;
import dev.webauth.impl.rig.TestApplication;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    /** The share of a server with 32 request threads, the number of WildFly on two processors. */
    private static final int OF_32_THREADS = 28;

    private final List<String> verified = new ArrayList<>();
    private final Passwords passwords = passwords("32");

    PasswordsTest() {
        hashBy(
                passwords,
                new FastHasher() {
                    @Override
                    public boolean verify(String password, String stored) {
                        verified.add(stored);
                        return super.verify(password, stored);
                    }
                });
    }

    private static Passwords passwords(String requestThreads) {
        Passwords made = new Passwords();
        hashBy(made, new FastHasher());
        made.threads = new RequestThreads();
        made.threads.config = TestApplication.config("request-threads", requestThreads);
        return made;
    }

    private static void hashBy(Passwords passwords, FastHasher hasher) {
        passwords.hashers = new Hashers();
        passwords.hashers.own = new BcryptHasher();
        passwords.hashers.use(hasher, List.of());
    }

    private boolean matches(String typed, String stored) {
        try (HashingTurn turn = passwords.turn()) {
            return turn.matches(typed, stored);
        }
    }

    private String hash(String password) {
        try (HashingTurn turn = passwords.turn()) {
            return turn.hash(password);
        }
    }

    @Test
    @Tag("PWD-13")
    void an_unknown_account_costs_one_hash_like_a_known_one() {
        assertThat(matches("wrong", null)).isFalse();
        assertThat(matches("wrong", hash("right"))).isFalse();
        assertThat(verified).hasSize(2).allMatch(stored -> stored.startsWith("{fast}"));
    }

    @Test
    @Tag("PWD-13")
    void after_the_warm_up_the_first_unknown_account_costs_one_hash_too() {
        List<String> hashed = new ArrayList<>();
        hashBy(
                passwords,
                new FastHasher() {
                    @Override
                    public String hash(String password) {
                        hashed.add(password);
                        return super.hash(password);
                    }
                });
        passwords.warmUp();
        hashed.clear();
        assertThat(matches("wrong", null)).isFalse();
        assertThat(hashed).doesNotContain("nobody has this password");
    }

    @Test
    @Tag("PWD-12")
    void an_account_without_a_password_refuses_every_password() {
        assertThat(matches("", null)).isFalse();
        assertThat(matches(null, null)).isFalse();
        assertThat(matches("null", null)).isFalse();
        assertThat(matches("nobody has this password", null)).isFalse();
        assertThat(verified).hasSize(4);
    }

    @Test
    @Tag("PWD-13")
    void a_damaged_hash_and_a_foreign_one_cost_one_hash_too() {
        assertThat(matches("right", "damaged")).isFalse();
        assertThat(matches("correct horse", ForeignSchemesTest.SHA256)).isTrue();
        assertThat(matches("wrong", ForeignSchemesTest.SHA256)).isFalse();
        assertThat(verified).hasSize(3).allMatch(stored -> stored.startsWith("{fast}"));
    }

    @Test
    void an_empty_password_matches_no_hash() {
        assertThat(matches("", hash(""))).isFalse();
        assertThat(matches(null, hash(""))).isFalse();
    }

    @Test
    void a_hashing_permit_is_released_when_the_work_fails() {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(
                            () -> {
                                try (HashingTurn turn = passwords.turn()) {
                                    throw new IllegalArgumentException(turn.hash("x"));
                                }
                            })
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(hash("done")).isNotNull();
    }

    @Test
    @Tag("PWD-25")
    void requests_up_to_the_limit_hash_and_the_next_is_refused_at_once() {
        List<HashingTurn> held = new ArrayList<>();
        for (int i = 0; i < OF_32_THREADS; i++) {
            held.add(passwords.turn());
        }
        assertThatThrownBy(passwords::turn).isInstanceOf(UnavailableException.class);
        held.remove(0).close();
        held.add(passwords.turn());
        held.forEach(HashingTurn::close);
    }

    /**
     * Regression test: with 100 log-ins at once all request threads of a server waited for a
     * processor.
     */
    @Test
    @Tag("PWD-25")
    void two_hundred_log_ins_at_once_release_the_threads_of_those_over_the_limit() {
        CountDownLatch refused = new CountDownLatch(200 - OF_32_THREADS);
        hashBy(
                passwords,
                new FastHasher() {
                    @Override
                    public String hash(String password) {
                        await(refused);
                        return super.hash(password);
                    }
                });
        List<Object> results =
                Parallel.run(
                        200,
                        number -> {
                            try (HashingTurn turn = passwords.turn()) {
                                return turn.hash("right");
                            } catch (UnavailableException e) {
                                refused.countDown();
                                return e;
                            }
                        });
        assertThat(results).filteredOn(result -> result instanceof String).hasSize(OF_32_THREADS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_burst_of_28_log_ins_is_served_by_32_threads() {
        List<Object> results =
                Parallel.run(
                        OF_32_THREADS,
                        number -> {
                            try (HashingTurn turn = passwords.turn()) {
                                return turn.matches("wrong", null);
                            }
                        });
        assertThat(results).containsOnly(false);
    }

    @Test
    void on_a_server_of_unknown_size_one_of_five_threads_stays_free() {
        assertThat(passwords("0").threads.forHashing()).isEqualTo(4);
    }

    @Test
    void the_number_of_request_threads_of_wildfly_is_read() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName worker = new ObjectName("org.xnio:type=Xnio,provider=\"nio\",worker=\"test\"");
        server.registerMBean(new Worker(), worker);
        try {
            assertThat(passwords("0").threads.forHashing()).isEqualTo(14);
        } finally {
            server.unregisterMBean(worker);
        }
    }

    /** Has the attributes of the MXBean of XNIO. */
    public interface WorkerMXBean {
        int getMaxWorkerPoolSize();
    }

    private static final class Worker implements WorkerMXBean {
        @Override
        public int getMaxWorkerPoolSize() {
            return 16;
        }
    }

    @Test
    void a_share_of_the_request_threads_stays_free() {
        assertThat(passwords("1").threads.forHashing()).isEqualTo(1);
        assertThat(passwords("2").threads.forHashing()).isEqualTo(1);
        assertThat(passwords("16").threads.forHashing()).isEqualTo(14);
        assertThat(passwords("200").threads.forHashing()).isEqualTo(175);
    }
}
