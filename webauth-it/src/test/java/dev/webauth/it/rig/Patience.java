package dev.webauth.it.rig;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waiting for what comes in its own time. */
public final class Patience {

    private Patience() {}

    /** Long, because a machine may be busy; only who waits in vain waits for all of it. */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50));
    }
}
