package dev.webauth.impl.session;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The library's data in the HTTP session. It is serializable, because a server may store or
 * replicate sessions.
 */
final class SessionState implements Serializable {

    /** Its attribute. */
    static final String NAME = "dev.webauth.session";

    private static final long serialVersionUID = 4L;

    /** The current log-in, and those it replaced in transactions that may still be rolled back. */
    private static final int MAX_SELECTORS = 4;

    /** The newest first. Unmodifiable, because such a list of one is small. */
    private List<String> selectors = List.of();

    private boolean cookieStale;
    private String next;

    /** The data of a session; null if it has none. */
    static SessionState of(HttpSession session) {
        return (SessionState) session.getAttribute(NAME);
    }

    /**
     * Changes the data of a session. The attribute is set again, so that a server replicates it.
     */
    static void change(HttpSession session, Consumer<SessionState> change) {
        SessionState known = of(session);
        SessionState state = known == null ? new SessionState() : known;
        change.accept(state);
        session.setAttribute(NAME, state);
    }

    /** The selectors of this session's log-in. At most one of them exists in the database. */
    synchronized List<String> selectors() {
        return selectors;
    }

    synchronized void add(String selector) {
        selectors =
                Stream.concat(
                                Stream.of(selector),
                                selectors.stream().filter(each -> !each.equals(selector)))
                        .limit(MAX_SELECTORS)
                        .toList();
    }

    /** Removes a log-in that was rolled back. Its cookie in the browser must be replaced. */
    synchronized void undo(String selector) {
        selectors = selectors.stream().filter(each -> !each.equals(selector)).toList();
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
