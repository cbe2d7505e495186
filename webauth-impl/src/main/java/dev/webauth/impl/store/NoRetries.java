package dev.webauth.impl.store;

import jakarta.persistence.EntityManagerFactory;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/**
 * Lets a query fail at once while the database is away. EclipseLink tries again after a pause of
 * five seconds, which keeps the threads of the server waiting, and the caller of a 503.
 */
final class NoRetries {

    private NoRetries() {}

    static void in(EntityManagerFactory factory) {
        DatabaseLogin login = factory.unwrap(Session.class).getLogin();
        login.setQueryRetryAttemptCount(0);
        login.setDelayBetweenConnectionAttempts(0);
    }
}
