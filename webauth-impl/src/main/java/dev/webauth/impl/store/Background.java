package dev.webauth.impl.store;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Work on the server's own managed threads, which end with the application. */
@ApplicationScoped
public class Background {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    /**
     * The longest that a task waits in the server's executor, which keeps a cancelled one, and with
     * it the undeployed application, until its time has come.
     */
    private static final Duration STEP = Duration.ofSeconds(10);

    /** Silent for so much longer than it should be, a task is taken for lost. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long at most what a request asks for waits. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final List<Repeated> repeated = new CopyOnWriteArrayList<>();
    private volatile ScheduledExecutorService executor;

    /** The time that tests move. */
    LongSupplier nanoTime = System::nanoTime;

    /** Looks the server's executor up; on the thread that starts the application, which may. */
    public void start() {
        executor =
                Jndi.lookup(
                        ScheduledExecutorService.class,
                        "java:comp/DefaultManagedScheduledExecutorService");
        repeat(SOON, this::handOver);
    }

    /**
     * Runs something soon; before {@link #start} and after the end not at all. It is not the
     * request that hands it to the executor: Payara would keep the request's servlet, and with it
     * the undeployed application, for good.
     */
    public void run(Runnable work) {
        if (executor != null) {
            asked.add(work);
            revive();
        }
    }

    private void handOver() {
        for (Runnable work = asked.poll(); work != null; work = asked.poll()) {
            after(Duration.ZERO, work);
        }
    }

    /** Runs something once, later; if the application ends before, not at all. Not for requests. */
    public void after(Duration delay, Runnable work) {
        ScheduledExecutorService running = executor;
        if (running != null) {
            try {
                running.schedule(logged(work), delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.FINE, "The application is stopping", e);
            }
        }
    }

    /** Runs something again and again until the application ends, in whole steps. */
    public void every(Duration interval, Runnable work) {
        long steps = interval.dividedBy(STEP);
        AtomicLong passed = new AtomicLong();
        Runnable step =
                () -> {
                    if (passed.incrementAndGet() % steps == 0) {
                        work.run();
                    }
                };
        repeat(STEP, step);
    }

    private void repeat(Duration pause, Runnable work) {
        // They look after each other, also when no request comes.
        Runnable round =
                () -> {
                    revive();
                    work.run();
                };
        repeated.add(new Repeated(pause, logged(round)));
    }

    /**
     * Begins again what the server has ended for good: GlassFish aborts a task whose time comes
     * while the application is still being deployed, and loses one, without a word to its future,
     * whose time comes in the instant in which any application is added.
     */
    private void revive() {
        repeated.forEach(Repeated::revive);
    }

    private static Runnable logged(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // Thrown on, it would end what repeats for good.
                LOG.log(
                        Level.WARNING,
                        "Background work of WebAuth failed; it will be tried again",
                        e);
            }
        };
    }

    /** Ends what repeats. */
    @PreDestroy
    public void stop() {
        executor = null;
        repeated.forEach(Repeated::stop);
        repeated.clear();
        asked.clear();
    }

    private final class Repeated implements Runnable {

        private final long pause;
        private final Runnable work;
        private Future<?> future;
        private volatile long lastSign;
        private volatile boolean running;

        Repeated(Duration pause, Runnable work) {
            this.pause = pause.toMillis();
            this.work = work;
            begin(executor);
        }

        private void begin(ScheduledExecutorService alive) {
            lastSign = nanoTime.getAsLong();
            future = alive.scheduleWithFixedDelay(this, pause, pause, TimeUnit.MILLISECONDS);
        }

        @Override
        public void run() {
            running = true;
            try {
                work.run();
            } finally {
                lastSign = nanoTime.getAsLong();
                running = false;
            }
        }

        synchronized void revive() {
            ScheduledExecutorService alive = executor;
            if (alive != null && (future.isDone() || isLost())) {
                future.cancel(false);
                try {
                    begin(alive);
                } catch (RejectedExecutionException e) {
                    LOG.log(Level.FINE, "The application is stopping", e);
                }
            }
        }

        private boolean isLost() {
            long silence = nanoTime.getAsLong() - lastSign;
            return !running && silence > GRACE.toNanos() + TimeUnit.MILLISECONDS.toNanos(pause);
        }

        synchronized void stop() {
            future.cancel(true);
        }
    }
}
