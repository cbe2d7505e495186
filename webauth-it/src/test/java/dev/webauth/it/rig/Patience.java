package dev.webauth.it.rig;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for asynchronous results. */
public final class Patience {

    private Patience() {}

    /**
     * The time-out is long, because a machine may be busy. Only a failing test waits for all of it.
     */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50));
    }
}
