package dev.webauth.impl.mail;

import dev.webauth.impl.config.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Metrics of the outbox, readable without the database. Monitors read them on threads that have no
 * datasource, and often while the database is unavailable.
 */
@ApplicationScoped
class MailFigures {

    /** The state of the whole outbox when this node last measured it. */
    record Seen(Instant at, long length, long parked, Duration oldestAge) {}

    @Inject OperatorQueue queue;
    @Inject Now now;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong parked = new AtomicLong();
    private volatile String lastError = "";
    private volatile Seen seen = new Seen(Instant.EPOCH, 0, 0, Duration.ZERO);

    void measure() {
        seen = queue.measure(now.instant());
    }

    Seen seen() {
        return seen;
    }

    /** Whether the outbox was measured recently. */
    boolean isFresh(Duration atMost) {
        return seen.at().plus(atMost).isAfter(now.instant());
    }

    void sent() {
        sent.incrementAndGet();
        lastError = "";
    }

    void retried(String error) {
        retried.incrementAndGet();
        lastError = error;
    }

    void parked(String error) {
        parked.incrementAndGet();
        lastError = error;
    }

    long sentCount() {
        return sent.get();
    }

    long retriedCount() {
        return retried.get();
    }

    long parkedCount() {
        return parked.get();
    }

    /** Why this node's last attempt to send failed; empty if it succeeded. */
    String lastError() {
        return lastError;
    }
}
