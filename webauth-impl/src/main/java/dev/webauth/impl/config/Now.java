package dev.webauth.impl.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** The time of this node: the application's {@link Clock} bean if it has one, else the system's. */
@ApplicationScoped
public class Now {

    private Clock clock;

    @Inject
    void find(Instance<Clock> beans) {
        clock = beans.isResolvable() ? beans.get() : Clock.systemUTC();
    }

    public Instant instant() {
        return clock.instant();
    }
}
