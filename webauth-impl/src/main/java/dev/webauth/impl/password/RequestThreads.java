package dev.webauth.impl.password;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The number of the server's request threads, and how many of them may hash passwords at once. The
 * others stay free for other requests.
 */
@ApplicationScoped
class RequestThreads {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    /** The number of a new Payara domain, also assumed for a server of unknown size. */
    private static final int MIN_THREADS = 5;

    /** One in eight threads stays free, at least one: 28 of 32 threads may hash, 4 of 5. */
    private static final int FREE_SHARE = 8;

    @Inject WebAuthConfig config;

    private volatile int count;

    /** How many requests may hash, or wait for a processor to hash, at the same time. */
    int forHashing() {
        if (count == 0) {
            count = config.requestThreads() > 0 ? config.requestThreads() : detected();
        }
        return Math.max(1, count - Math.max(1, count / FREE_SHARE));
    }

    private static int detected() {
        return ofWildFly().filter(threads -> threads > 0).orElse(MIN_THREADS);
    }

    /** WildFly publishes the number of its request threads in JMX, as XNIO workers. */
    private static Optional<Integer> ofWildFly() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            return server.queryNames(new ObjectName("org.xnio:type=Xnio,worker=*,*"), null).stream()
                    .filter(name -> name.getKeyProperty("address") == null)
                    .map(worker -> threads(server, worker))
                    .min(Integer::compare);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int threads(MBeanServer server, ObjectName worker) {
        try {
            return (Integer) server.getAttribute(worker, "MaxWorkerPoolSize");
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.FINE, "The worker tells no number of threads", e);
            return MIN_THREADS;
        }
    }
}
