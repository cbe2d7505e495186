package dev.webauth.impl.store;

import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;

/**
 * Connects EclipseLink to JTA through the standard registry only, which works on any server.
 * EclipseLink's own platforms support one server each. The one for WildFly needs WildFly's
 * transaction manager.
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
