package dev.webauth.impl.store;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.persistence.platform.server.ServerPlatform;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/** What EclipseLink must be told. Not loaded where another provider does the work. */
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
                                // Two applications on one server must not share a session.
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
     * Whether a provider is made of the same classes as our platform. Open Liberty shows
     * applications a part of its EclipseLink, so that the provider is the server's but what the
     * platform extends is the copy in the WAR; EclipseLink then has to find out by itself where it
     * runs, and does.
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
     * While the database is away. EclipseLink tries again after a pause of five seconds, which
     * keeps the threads of the server waiting, and the caller of a 503.
     */
    private static void failAtOnce(DatabaseLogin login) {
        login.setQueryRetryAttemptCount(0);
        login.setDelayBetweenConnectionAttempts(0);
    }
}
