package dev.webauth.impl.session;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The library's data in the HTTP session: a {@code @SessionScoped} bean, added by {@code
 * WebAuthExtension}. It is serializable, because a server may store or replicate sessions. Any call
 * on it creates an HTTP session, so only {@link HttpSessions} may inject it.
 */
public class SessionState implements Serializable {

    private static final long serialVersionUID = 2L;

    /** The current log-in, and those it replaced in transactions that may still be rolled back. */
    private static final int MAX_SELECTORS = 4;

    private final List<String> selectors = new ArrayList<>();
    private boolean cookieStale;
    private String next;

    /** The selectors of this session's log-in. At most one of them exists in the database. */
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

    /** Removes a log-in that was rolled back. Its cookie in the browser must be replaced. */
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
