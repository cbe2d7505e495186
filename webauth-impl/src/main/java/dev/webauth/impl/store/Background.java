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

    /** How long at most what a request asks for waits. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final List<Repeated> repeated = new CopyOnWriteArrayList<>();
    private volatile ScheduledExecutorService executor;

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
                    revive();
                    if (passed.incrementAndGet() % steps == 0) {
                        work.run();
                    }
                };
        repeat(STEP, step);
    }

    private void repeat(Duration pause, Runnable work) {
        repeated.add(new Repeated(pause, logged(work)));
    }

    /**
     * Begins again what the server has ended for good: GlassFish does so with a task whose time
     * comes while the application is still being deployed.
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

    private final class Repeated {

        private final long pause;
        private final Runnable work;
        private Future<?> future;

        Repeated(Duration pause, Runnable work) {
            this.pause = pause.toMillis();
            this.work = work;
            begin(executor);
        }

        private void begin(ScheduledExecutorService running) {
            future = running.scheduleWithFixedDelay(work, pause, pause, TimeUnit.MILLISECONDS);
        }

        synchronized void revive() {
            ScheduledExecutorService running = executor;
            if (running != null && future.isDone()) {
                begin(running);
            }
        }

        synchronized void stop() {
            future.cancel(true);
        }
    }
}
