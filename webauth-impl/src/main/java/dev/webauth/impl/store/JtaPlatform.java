package dev.webauth.impl.store;

import jakarta.persistence.spi.PersistenceProvider;
import org.eclipse.persistence.platform.server.ServerPlatform;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;

/**
 * Tells EclipseLink how to reach JTA on any server: by the standard registry alone. Its own
 * platforms know one server each, and the one for WildFly needs WildFly's transaction manager.
 */
public class JtaPlatform extends ServerPlatformBase {

    public JtaPlatform(DatabaseSession session) {
        super(session);
        disableRuntimeServices();
    }

    /**
     * Whether a provider is made of the same classes as this. Open Liberty shows applications a
     * part of its EclipseLink, so that the provider is the server's but what this extends is the
     * copy in the WAR; EclipseLink then has to find out by itself where it runs, and does.
     */
    static boolean fits(PersistenceProvider provider) {
        try {
            return provider.getClass().getClassLoader().loadClass(ServerPlatform.class.getName())
                    == ServerPlatform.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
        return JtaController.class;
    }
}
