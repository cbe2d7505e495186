package dev.webauth.impl.store;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.persistence.platform.server.ServerPlatform;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/** The settings that EclipseLink needs. This class is not loaded with another JPA provider. */
final class EclipseLink {

    private EclipseLink() {}

    static EntityManagerFactory open(Unit unit) {
        Map<String, String> settings =
                new HashMap<>(
                        Map.of(
                                "eclipselink.weaving",
                                "false",
                                "eclipselink.cache.shared.default",
                                "false",
                                "eclipselink.logging.level",
                                "SEVERE",
                                // Two applications on one server must not share an EclipseLink
                                // session.
                                "eclipselink.session-name",
                                "webauth-" + UUID.randomUUID()));
        if (isOfOneLoader(unit.provider())) {
            settings.put("eclipselink.target-server", JtaPlatform.class.getName());
        }
        EntityManagerFactory factory =
                unit.provider().createContainerEntityManagerFactory(unit, settings);
        failAtOnce(factory.unwrap(Session.class).getLogin());
        return factory;
    }

    /**
     * Whether the provider can load our platform class. On Open Liberty, applications see only a
     * part of the server's EclipseLink: the provider is then the server's, but our platform extends
     * a copy in the WAR. In that case EclipseLink detects the server by itself.
     */
    private static boolean isOfOneLoader(PersistenceProvider provider) {
        try {
            return provider.getClass().getClassLoader().loadClass(ServerPlatform.class.getName())
                    == ServerPlatform.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Switches EclipseLink's own retries off. During an outage of the database they would block the
     * server's threads for five seconds each before the caller gets a 503.
     */
    private static void failAtOnce(DatabaseLogin login) {
        login.setQueryRetryAttemptCount(0);
        login.setDelayBetweenConnectionAttempts(0);
    }
}
