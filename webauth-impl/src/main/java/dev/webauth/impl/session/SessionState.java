package dev.webauth.impl.session;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * What the HTTP session remembers: a {@code @SessionScoped} bean, which {@code WebAuthExtension}
 * adds. Serialisable, so that a cluster can carry it to another node. Any call on it makes a
 * session: only {@link HttpSessions} may hold it.
 */
public class SessionState implements Serializable {

    private static final long serialVersionUID = 1L;

    private String id;
    private Long userId;
    private int epoch;
    private String method;
    private Instant since;
    private Instant confirmedUntil;
    private String next;

    void begin(long newUserId, int newEpoch, String newMethod, Instant now) {
        id = UUID.randomUUID().toString();
        userId = newUserId;
        epoch = newEpoch;
        method = newMethod;
        since = now;
        confirmedUntil = null;
    }

    /** Of this log-in, not of the HTTP session: all copies of it have the same. */
    String id() {
        return id;
    }

    Long userId() {
        return userId;
    }

    int epoch() {
        return epoch;
    }

    void epoch(int newEpoch) {
        epoch = newEpoch;
    }

    String method() {
        return method;
    }

    Instant since() {
        return since;
    }

    Instant confirmedUntil() {
        return confirmedUntil;
    }

    void confirmedUntil(Instant until) {
        confirmedUntil = until;
    }

    String next() {
        return next;
    }

    void next(String uri) {
        next = uri;
    }
}
