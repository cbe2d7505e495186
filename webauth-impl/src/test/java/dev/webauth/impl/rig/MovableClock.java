package dev.webauth.impl.rig;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests move instead of waiting. */
@ApplicationScoped
public class MovableClock extends Clock {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private volatile Instant now = START;

    public void forward(Duration time) {
        now = now.plus(time);
    }

    /**
     * Sets the system time, for comparisons with clocks that cannot be moved, such as that of a
     * library.
     */
    public void setToNow() {
        now = Instant.now();
    }

    void reset() {
        now = START;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
