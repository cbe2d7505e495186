package dev.webauth.it.rig;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.context.ContainerContext;
import org.jboss.arquillian.container.spi.event.container.BeforeStop;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.BeforeClass;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Deploys to the server that Arquillian has started, for other periods than one test class, which
 * is the life of Arquillian's own deployments.
 */
public final class Server implements LoadableExtension {

    private static volatile Deployments running;

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Deployments.class);
    }

    /**
     * Deploys and undeploys at once.
     *
     * @return what the server said if it refused; empty if all went well
     */
    public static String trial(WebArchive war) {
        try {
            running.on(server -> server.deploy(war));
            return "";
        } catch (DeploymentException e) {
            return AppServer.current().refusal(messages(e));
        } finally {
            undeploy(war);
        }
    }

    /** Deploys while the tests run. */
    public static void with(WebArchive war, Runnable tests) {
        deploy(war);
        try {
            tests.run();
        } finally {
            undeploy(war);
        }
    }

    /** Deploys until {@link #undeploy}. */
    public static void deploy(WebArchive war) {
        try {
            running.on(server -> server.deploy(war));
        } catch (DeploymentException e) {
            throw new AssertionError(messages(e), e);
        }
    }

    /** Undeploys what {@link #deploy} has deployed. */
    public static void undeploy(WebArchive war) {
        try {
            running.on(server -> server.undeploy(war));
        } catch (DeploymentException e) {
            // A refused deployment may be gone already.
        }
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        return all.toString();
    }

    private interface Work {
        void on(DeployableContainer<?> server) throws DeploymentException;
    }

    /** Arquillian creates this object and passes its events to it. */
    public static final class Deployments {

        private final Map<Site, WebArchive> shared = new LinkedHashMap<>();

        @Inject private Instance<ContainerRegistry> servers;
        @Inject private Instance<ContainerContext> context;

        /** Deploys the demo before the first class that uses it; it stays deployed. */
        public void deploy(@Observes BeforeClass event) throws DeploymentException {
            running = this;
            if (event.getTestClass().isAnnotationPresent(OnDemo.class)
                    && !shared.containsKey(OnDemo.SITE)) {
                WebArchive war = OnDemo.SITE.demo();
                on(server -> server.deploy(war));
                shared.put(OnDemo.SITE, war);
            }
        }

        /** Undeploys before the server stops. */
        public void undeploy(@Observes BeforeStop event) throws DeploymentException {
            for (WebArchive war : shared.values()) {
                event.getDeployableContainer().undeploy(war);
            }
            shared.clear();
        }

        private void on(Work work) throws DeploymentException {
            Container<?> server = servers.get().getContainers().get(0);
            context.get().activate(server.getName());
            try {
                work.on(server.getDeployableContainer());
            } finally {
                context.get().deactivate();
            }
        }
    }
}
