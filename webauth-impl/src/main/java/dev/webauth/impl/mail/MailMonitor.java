package dev.webauth.impl.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Publishes the metrics of the outbox in JMX while the application runs. */
@ApplicationScoped
public class MailMonitor {

    private static final Logger LOG = Logger.getLogger("dev.webauth.mail");

    @Inject MailFigures figures;

    private volatile ObjectName name;

    /** Registers the MXBean under the application's context path. */
    public void start(String contextPath) {
        // Initialize the bean on this thread. The monitor's thread may belong to another
        // application, and Payara would then resolve the injected beans there.
        figures.isFresh(Duration.ZERO);
        try {
            ObjectName mine =
                    new ObjectName(
                            "dev.webauth:type=MailQueue,application="
                                    + ObjectName.quote(contextPath.isEmpty() ? "/" : contextPath));
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            if (server.isRegistered(mine)) {
                // Left over from a deployment that failed.
                server.unregisterMBean(mine);
            }
            server.registerMBean(new Figures(figures), mine);
            name = mine;
        } catch (JMException e) {
            LOG.log(Level.WARNING, "The mail queue is not in JMX", e);
        }
    }

    /** Unregisters the MXBean. */
    public void stop() {
        try {
            if (name != null) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
                name = null;
            }
        } catch (JMException e) {
            LOG.log(Level.FINE, "The mail queue had left JMX already", e);
        }
    }

    private record Figures(MailFigures figures) implements MailQueueMXBean {

        @Override
        public long getLength() {
            return figures.seen().length();
        }

        @Override
        public long getOldestAgeSeconds() {
            return figures.seen().oldestAge().toSeconds();
        }

        @Override
        public long getParkedLength() {
            return figures.seen().parked();
        }

        @Override
        public long getSent() {
            return figures.sentCount();
        }

        @Override
        public long getRetried() {
            return figures.retriedCount();
        }

        @Override
        public long getParked() {
            return figures.parkedCount();
        }

        @Override
        public String getLastError() {
            return figures.lastError();
        }
    }
}
