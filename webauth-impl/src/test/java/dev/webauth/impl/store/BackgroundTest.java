package dev.webauth.impl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.rig.TestNaming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundTest {

    private final Timers timers = new Timers();
    private final Background background = new Background();

    @BeforeEach
    void start() {
        TestNaming.bind("java:comp/DefaultManagedScheduledExecutorService", timers);
        background.start();
    }

    @AfterEach
    void stop() {
        background.stop();
        timers.shutdownNow();
    }

    /** Whatever waits in the server's executor holds an undeployed application. */
    @Test
    void a_long_wait_goes_in_short_ones() {
        AtomicInteger runs = new AtomicInteger();
        background.every(Duration.ofMinutes(1), runs::incrementAndGet);

        assertThat(timers.wait).isEqualTo(Duration.ofSeconds(10));
        List<Integer> after = new ArrayList<>();
        for (int step = 1; step <= 12; step++) {
            timers.task.run();
            after.add(runs.get());
        }
        assertThat(after).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2);
    }

    /** GlassFish aborts for good what is due before the application is deployed: no mail went. */
    @Test
    void what_the_server_has_aborted_begins_again_with_the_next_request() throws Exception {
        timers.abort();
        CountDownLatch done = new CountDownLatch(1);

        background.run(done::countDown);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Nobody has to come: the steps look after each other. */
    @Test
    void what_the_server_has_aborted_begins_again_with_the_next_step() {
        ScheduledFuture<?> aborted = timers.abort();
        background.every(Duration.ofMinutes(1), () -> {});
        ScheduledFuture<?> step = timers.future;

        timers.task.run();

        assertThat((Object) timers.future).isNotSameAs(aborted).isNotSameAs(step);
        background.stop();
        assertThat(timers.future.isCancelled()).isTrue();
    }

    /**
     * GlassFish fails before it runs a task while it adds another application: the task is not run
     * again, and its future does not say so. A mail waited until the next start.
     */
    @Test
    void what_the_server_has_lost_begins_again_after_a_while() throws Exception {
        timers.loseNext();
        assertThat(timers.lost.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(timers.future.isDone()).isFalse();
        background.nanoTime = () -> System.nanoTime() + Duration.ofMinutes(1).toNanos();
        CountDownLatch done = new CountDownLatch(1);

        background.run(done::countDown);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** What is at work is not begun a second time, however long it takes. */
    @Test
    void what_takes_long_is_not_taken_for_lost() {
        AtomicInteger begun = new AtomicInteger();
        background.every(
                Duration.ofSeconds(10),
                () -> {
                    ScheduledFuture<?> before = timers.future;
                    begun.incrementAndGet();
                    background.nanoTime = () -> System.nanoTime() + Duration.ofHours(1).toNanos();
                    background.run(() -> {});
                    assertThat(before.isCancelled()).isFalse();
                    begun.incrementAndGet();
                });

        timers.task.run();

        assertThat(begun).hasValue(2);
    }

    private static final class Timers extends ScheduledThreadPoolExecutor {

        private Runnable task;
        private Duration wait;
        private ScheduledFuture<?> future;
        private final AtomicBoolean losesNext = new AtomicBoolean();
        private final CountDownLatch lost = new CountDownLatch(1);

        Timers() {
            super(1, Timers::thread);
        }

        private static Thread thread(Runnable work) {
            Thread thread = new Thread(work, "timers");
            // The failure is the test's own.
            thread.setUncaughtExceptionHandler((dead, e) -> {});
            return thread;
        }

        void loseNext() {
            losesNext.set(true);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            if (losesNext.compareAndSet(true, false)) {
                lost.countDown();
                throw new NullPointerException("as in GlassFish");
            }
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable task, long first, long then, TimeUnit unit) {
            this.task = task;
            this.wait = Duration.of(then, unit.toChronoUnit());
            future = super.scheduleWithFixedDelay(task, first, then, unit);
            return future;
        }

        /** Ends the last that was scheduled. */
        ScheduledFuture<?> abort() {
            future.cancel(true);
            return future;
        }
    }
}
