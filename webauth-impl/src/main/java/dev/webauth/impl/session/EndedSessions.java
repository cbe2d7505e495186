package dev.webauth.impl.session;

import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Outage;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Log-ins that are over. A cluster may carry copies of a session to other nodes, and Payara's go on
 * answering with what they have once read: the database alone can tell all of them.
 */
@ApplicationScoped
class EndedSessions implements Entities {

    @Inject Database database;
    @Inject Transactions transactions;

    @Override
    public List<Class<?>> classes() {
        return List.of(EndedSession.class);
    }

    /** In a transaction of its own: what the session has lost, no rollback gives back. */
    void add(String id) {
        try {
            transactions.separate(() -> database.insert(new EndedSession(id, database.now())));
        } catch (RuntimeException e) {
            // Two requests may end the same one.
            if (!Outage.isConstraint(e)) {
                throw e;
            }
        }
    }

    int cleanup(Duration age) {
        return database.change(
                "delete from WebAuthEndedSession e where e.ended < :before",
                Map.of("before", database.now().minus(age)));
    }
}
