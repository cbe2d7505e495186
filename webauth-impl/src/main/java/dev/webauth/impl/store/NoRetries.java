package dev.webauth.impl.store;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/**
 * Lets a query fail at once while the database is away. EclipseLink tries again after a pause of
 * five seconds, which keeps the threads of the server waiting, and the caller of a 503.
 */
// Its successor is not in the EclipseLink 4.0 that Payara 6 brings.
@SuppressWarnings("removal")
public class NoRetries implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        DatabaseLogin login = session.getLogin();
        login.setQueryRetryAttemptCount(0);
        login.setDelayBetweenConnectionAttempts(0);
    }
}
