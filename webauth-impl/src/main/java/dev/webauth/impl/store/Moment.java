package dev.webauth.impl.store;

import dev.webauth.impl.config.Now;
import java.time.Duration;

/**
 * A moment on this node. Elapsed time is measured by the monotonic clock, which stops while the
 * machine is suspended; therefore the wall clock must agree.
 */
record Moment(long nanos, long millis) {

    static Moment at(Now now) {
        return new Moment(System.nanoTime(), now.instant().toEpochMilli());
    }

    /** Whether no more time than this has passed. */
    boolean isWithin(Duration time, Now now) {
        return System.nanoTime() - nanos <= time.toNanos()
                && Math.abs(now.instant().toEpochMilli() - millis) <= time.toMillis();
    }
}
