package dev.webauth.impl.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** The time on this node: from the application's {@link Clock} bean, else the system clock. */
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
