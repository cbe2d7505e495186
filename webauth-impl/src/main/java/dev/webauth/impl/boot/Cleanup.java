package dev.webauth.impl.boot;

import dev.webauth.UnavailableException;
import dev.webauth.impl.store.ClusterState;
import dev.webauth.impl.store.Expiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes expired rows, when called and once an hour on one node of the cluster. The parts of the
 * features are independent: if one fails, the others still run.
 */
@ApplicationScoped
public class Cleanup {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    static final Duration INTERVAL = Duration.ofHours(1);

    @Inject ClusterState clusterState;

    private List<Expiring> parts;

    @Inject
    void collect(@Any Instance<Expiring> beans) {
        parts = beans.stream().toList();
    }

    /** Runs unless another node has run within the interval. */
    void runInTurn() {
        if (clusterState.claimInterval("cleanup", INTERVAL)) {
            run();
        }
    }

    /**
     * Runs now, in transactions of its own. In the caller's transaction the deleted counters would
     * stay locked, and the caller would wait for its own lock at the next count.
     *
     * @throws UnavailableException if the database is unavailable
     */
    public void run() {
        List<UnavailableException> failures = new ArrayList<>();
        for (Expiring part : parts) {
            try {
                part.cleanup();
            } catch (UnavailableException e) {
                failures.add(e);
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "A part of the cleanup failed; the others go on, and it runs again next"
                                + " time",
                        e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
