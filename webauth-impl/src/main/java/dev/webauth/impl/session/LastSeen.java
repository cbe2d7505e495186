package dev.webauth.impl.session;

import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Notes that a log-in is in use; coarsely, so that a request seldom writes. */
@ApplicationScoped
class LastSeen {

    private static final Logger LOG = Logger.getLogger("dev.webauth.session");
    private static final Duration MAX_INTERVAL = Duration.ofMinutes(5);

    /** An idle log-in ends early by at most this part of the idle time. */
    private static final int IDLE_PARTS = 6;

    @Inject WebAuthConfig config;
    @Inject SessionRows rows;
    @Inject Transactions transactions;
    @Inject Now now;

    /**
     * Writes in a transaction of its own and never fails: a log-in goes on while the database only
     * reads. A caller's transaction is left alone, lest it keep the row locked while other requests
     * of this log-in wait.
     */
    void note(SessionRow row) {
        Instant before = now.instant().minus(interval());
        if (row.seen().isBefore(before) && !transactions.isActive()) {
            try {
                transactions.joined(() -> rows.seen(row.id(), before));
            } catch (RuntimeException e) {
                LOG.log(Level.FINE, "The last use of a log-in was not noted", e);
            }
        }
    }

    private Duration interval() {
        Duration part = config.session().idle().dividedBy(IDLE_PARTS);
        return part.compareTo(MAX_INTERVAL) < 0 ? part : MAX_INTERVAL;
    }
}
