package dev.webauth.impl.boot;

import dev.webauth.Passkeys;
import dev.webauth.impl.config.ConfigurationException;
import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.session.SessionState;
import jakarta.enterprise.context.SessionScoped;
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

    /**
     * Registers the session bean with a fixed id. The id of a discovered bean contains the name of
     * its jar and so the version. Two nodes with different versions could then not read each
     * other's sessions.
     */
    void addSession(@Observes AfterBeanDiscovery discovery) {
        discovery
                .<SessionState>addBean()
                .types(SessionState.class)
                .scope(SessionScoped.class)
                .id("dev.webauth.session")
                .createWith(context -> new SessionState());
    }

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
