package dev.webauth.impl.boot;

import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.MailReadiness;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Reads the configuration before anything runs, and fails the deployment with the name of the first
 * wrong key. Beans are found by their annotations.
 */
public class WebAuthExtension implements Extension {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    /** Only where it can be loaded: not every server has MicroProfile Health. */
    void addHealthCheck(@Observes BeforeBeanDiscovery discovery) {
        try {
            Class.forName(
                    "org.eclipse.microprofile.health.HealthCheck",
                    false,
                    WebAuthExtension.class.getClassLoader());
            discovery.addAnnotatedType(MailReadiness.class, MailReadiness.class.getName());
        } catch (ClassNotFoundException e) {
            LOG.log(Level.FINE, "Without MicroProfile Health there is no readiness check");
        }
    }

    void publishConfiguration(@Observes AfterBeanDiscovery discovery) {
        try {
            Settings settings = new Settings(ConfigProvider.getConfig());
            WebAuthConfig config = WebAuthConfig.read(settings);
            discovery
                    .<Settings>addBean()
                    .types(Settings.class)
                    .scope(Singleton.class)
                    .createWith(context -> settings);
            discovery
                    .<WebAuthConfig>addBean()
                    .types(WebAuthConfig.class)
                    .scope(Singleton.class)
                    .createWith(context -> config);
        } catch (ConfigurationException e) {
            discovery.addDefinitionError(e);
        }
    }
}
