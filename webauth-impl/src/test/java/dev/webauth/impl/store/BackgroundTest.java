package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.TestNaming;
import jakarta.enterprise.concurrent.ContextService;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final ThreadLocal<Boolean> inContext = ThreadLocal.withInitial(() -> false);
    private final AtomicInteger refusals = new AtomicInteger();
    private final Background background = new Background();

    @BeforeEach
    void start() {
        TestNaming.bind("java:comp/DefaultContextService", context());
        TestNaming.bind("java:comp/DefaultManagedScheduledExecutorService", forbidden());
        background.start();
    }

    @AfterEach
    void stop() {
        background.stop();
        TestNaming.bind("java:comp/DefaultContextService", TestNaming.contextService());
    }

    /**
     * A context service that marks the thread. It first rejects as many calls as a test asks for.
     */
    private ContextService context() {
        Executor executor =
                work -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new IllegalStateException("Module is disabled");
                    }
                    inContext.set(true);
                    work.run();
                };
        return (ContextService)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ContextService.class},
                        (proxy, method, arguments) -> executor);
    }

    private ScheduledExecutorService forbidden() {
        return (ScheduledExecutorService)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ScheduledExecutorService.class},
                        (proxy, method, arguments) -> {
                            throw new AssertionError(method + " of the server's executor");
                        });
    }

    private static void await(CountDownLatch done) throws InterruptedException {
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /**
     * Regression test: at 8 of 46 normal stops WildFly logged WFLYEE0110 with a stack trace. A task
     * was due while the server was suspended and the application not yet undeployed.
     */
    @Test
    void work_runs_in_the_applications_context_without_the_servers_executor() throws Exception {
        AtomicReference<Boolean> seen = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        background.run(
                () -> {
                    seen.set(inContext.get());
                    done.countDown();
                });
        await(done);
        assertThat(seen).hasValue(true);
    }

    @Test
    void work_that_fails_is_repeated() throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        background.every(
                SHORT,
                () -> {
                    runs.countDown();
                    throw new IllegalArgumentException("one of many");
                });
        await(runs);
    }

    /**
     * Regression test: GlassFish rejects contextual work during the deployment, and no mail was
     * sent afterwards.
     */
    @Test
    void work_that_the_server_rejects_is_repeated() throws Exception {
        refusals.set(2);
        CountDownLatch ran = new CountDownLatch(1);
        background.every(SHORT, ran::countDown);
        await(ran);
    }

    /** A mail that is being sent slowly must not lose its claim. */
    @Test
    void long_work_does_not_delay_other_work() throws Exception {
        CountDownLatch other = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        background.run(
                () -> {
                    try {
                        await(other);
                        done.countDown();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        background.after(SHORT, other::countDown);
        await(done);
    }

    @Test
    void no_work_runs_after_the_stop() throws Exception {
        AtomicReference<Thread> worker = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        background.run(
                () -> {
                    worker.set(Thread.currentThread());
                    begun.countDown();
                });
        await(begun);
        background.stop();
        background.run(() -> worker.set(null));
        worker.get().join();
        assertThat(worker).doesNotHaveValue(null);
    }
}
