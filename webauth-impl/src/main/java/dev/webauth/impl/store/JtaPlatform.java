package dev.webauth.impl.store;

import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;

/**
 * Tells EclipseLink how to reach JTA on any server: by the standard registry alone. Its own
 * platforms know one server each, and the one for WildFly needs WildFly's transaction manager.
 */
public final class JtaPlatform extends ServerPlatformBase {

    public JtaPlatform(DatabaseSession session) {
        super(session);
        disableRuntimeServices();
    }

    @Override
    public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
        return JtaController.class;
    }
}
