package dev.webauth.impl.boot;

import dev.webauth.Passkeys;
import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Reads the configuration before anything else runs. The first wrong key fails the deployment.
 * Other beans are found by their annotations.
 */
public class WebAuthExtension implements Extension {

    private boolean passkeys;

    void findPasskeys(@Observes ProcessAnnotatedType<? extends Passkeys> type) {
        passkeys |= !type.getAnnotatedType().getJavaClass().isInterface();
    }

    /** The container's own message would not tell which artifact is missing. */
    <T> void requirePasskeys(@Observes ProcessInjectionPoint<T, Passkeys> point) {
        if (!passkeys) {
            point.addDefinitionError(
                    new ConfigurationException(
                            "@Inject Passkeys",
                            "needs the artifact dev.webauth:webauth-passkeys in the application, as"
                                    + " well as webauth-impl"));
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
