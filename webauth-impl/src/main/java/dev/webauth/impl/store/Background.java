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
 * Work on threads of the library, in the context of the application, until the application ends.
 *
 * <p>Not on the server's scheduled executor: WildFly logs an error for each task whose time comes
 * between the begin of a stop and the end of the application; GlassFish drops tasks whose time
 * comes while any application is being deployed; Payara keeps the request that hands a task over.
 */
@ApplicationScoped
public class Background {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    /** A mail that hangs takes one thread and another keeps its claim alive. */
    private static final int THREADS = 3;

    private volatile ScheduledThreadPoolExecutor threads;
    private volatile Executor context;

    /** Captures the application's context; on the thread that starts the application. */
    public void start() {
        context =
                Jndi.lookup(ContextService.class, "java:comp/DefaultContextService")
                        .createContextualProxy(Runnable::run, Executor.class);
        AtomicInteger count = new AtomicInteger();
        ScheduledThreadPoolExecutor started =
                new ScheduledThreadPoolExecutor(
                        THREADS, work -> daemon(work, "webauth-" + count.incrementAndGet()));
        // Begun later, they would inherit from a request, and keep it.
        started.prestartAllCoreThreads();
        threads = started;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs something soon; before {@link #start} and after the end not at all. */
    public void run(Runnable work) {
        after(Duration.ZERO, work);
    }

    /** Runs something once, later; if the application ends before, not at all. */
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

    /** Runs something again and again until the application ends. */
    public void every(Duration interval, Runnable work) {
        threads.scheduleWithFixedDelay(
                inContext(work), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Runnable inContext(Runnable work) {
        return () -> {
            try {
                context.execute(work);
            } catch (RuntimeException | Error e) {
                // Thrown on, it would end a repetition for good.
                LOG.log(
                        Level.WARNING,
                        "Background work of WebAuth failed; it will be tried again",
                        e);
            }
        };
    }

    /** Ends all work; what is under way is interrupted. */
    @PreDestroy
    public void stop() {
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }
}
