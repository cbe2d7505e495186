package dev.webauth.impl.session;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the HTTP session remembers: a {@code @SessionScoped} bean, which {@code WebAuthExtension}
 * adds. Serialisable, because a server may store or replicate sessions. Any call on it makes an
 * HTTP session: only {@link HttpSessions} may hold it.
 */
public class SessionState implements Serializable {

    private static final long serialVersionUID = 2L;

    /** The log-in, and those it replaced in a transaction that may still be rolled back. */
    private static final int MAX_SELECTORS = 4;

    private final List<String> selectors = new ArrayList<>();
    private boolean cookieStale;
    private String next;

    /** What finds the row of this session's log-in: of several, one exists in the database. */
    synchronized List<String> selectors() {
        return List.copyOf(selectors);
    }

    synchronized void add(String selector) {
        selectors.remove(selector);
        selectors.add(0, selector);
        if (selectors.size() > MAX_SELECTORS) {
            selectors.remove(MAX_SELECTORS);
        }
    }

    /** Forgets a log-in that was rolled back; its cookie in the browser must be replaced. */
    synchronized void undo(String selector) {
        selectors.remove(selector);
        cookieStale = true;
    }

    synchronized boolean takeCookieStale() {
        boolean stale = cookieStale;
        cookieStale = false;
        return stale;
    }

    synchronized String next() {
        return next;
    }

    synchronized void next(String uri) {
        next = uri;
    }
}
