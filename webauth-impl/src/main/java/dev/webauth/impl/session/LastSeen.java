package dev.webauth.impl.session;

import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Transactions;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Stores when a log-in was last used; rarely, so that few requests write to the database. */
@Dependent
class LastSeen {

    private static final Logger LOG = Logger.getLogger("dev.webauth.session");
    private static final Duration MAX_INTERVAL = Duration.ofMinutes(5);

    /** An idle log-in may end earlier by at most this fraction of the idle time. */
    private static final int IDLE_PARTS = 6;

    @Inject WebAuthConfig config;
    @Inject SessionRows rows;
    @Inject Transactions transactions;
    @Inject Now now;

    private Duration interval;

    @PostConstruct
    void computeInterval() {
        Duration part = config.session().idle().dividedBy(IDLE_PARTS);
        interval = part.compareTo(MAX_INTERVAL) < 0 ? part : MAX_INTERVAL;
    }

    /**
     * Writes in a separate transaction and never fails, so that a log-in works while the database
     * is read-only. Does nothing within a caller's transaction, which would keep the row locked
     * while other requests of this log-in wait.
     */
    void note(LogIn logIn) {
        Instant before = now.instant().minus(interval);
        if (logIn.seen().isBefore(before) && !transactions.isActive()) {
            try {
                transactions.required(() -> rows.seen(logIn, before));
            } catch (RuntimeException e) {
                LOG.log(Level.FINE, "The last use of a log-in was not noted", e);
            }
        }
    }
}
