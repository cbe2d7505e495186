package dev.webauth.impl.store;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs background work on the library's own threads, in the context of the application, until the
 * application ends.
 *
 * <p>The server's scheduled executor is not used, for three reasons. WildFly logs an error for each
 * task that becomes due while the application stops. GlassFish drops tasks that become due while
 * any application is being deployed. Payara keeps the request that scheduled a task in memory.
 */
@ApplicationScoped
public class Background {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    /**
     * With one thread occupied by a hanging SMTP connection, others still renew the mail's lease
     * and read the change feed.
     */
    private static final int THREADS = 4;

    private volatile ScheduledThreadPoolExecutor threads;
    private volatile Executor context;

    /**
     * Creates the threads. Call it on the thread that starts the application, whose context they
     * use.
     */
    public void start() {
        context =
                Jndi.lookup(ContextService.class, "java:comp/DefaultContextService")
                        .createContextualProxy(Runnable::run, Executor.class);
        AtomicInteger count = new AtomicInteger();
        ScheduledThreadPoolExecutor started =
                new ScheduledThreadPoolExecutor(
                        THREADS, work -> daemon(work, "webauth-" + count.incrementAndGet()));
        // A thread that is created later would inherit the context of a request and keep it in
        // memory.
        started.prestartAllCoreThreads();
        threads = started;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs work soon. Does nothing before {@link #start} and after {@link #stop}. */
    public void run(Runnable work) {
        after(Duration.ZERO, work);
    }

    /** Runs work once after a delay. Does nothing if the application ends before. */
    public void after(Duration delay, Runnable work) {
        ScheduledThreadPoolExecutor running = threads;
        if (running != null) {
            try {
                running.schedule(inContext(work), delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.FINE, "The application is stopping", e);
            }
        }
    }

    /**
     * Runs work repeatedly until the application ends, with a pause of one interval after each run.
     */
    public void every(Duration interval, Runnable work) {
        threads.scheduleWithFixedDelay(
                inContext(work), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Runnable inContext(Runnable work) {
        return () -> {
            try {
                context.execute(work);
            } catch (RuntimeException | Error e) {
                // The executor would cancel a repeated task that throws.
                LOG.log(
                        Level.WARNING,
                        "Background work of WebAuth failed; it will be tried again",
                        e);
            }
        };
    }

    /** Ends all work and interrupts the tasks that are running. */
    @PreDestroy
    public void stop() {
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }
}
