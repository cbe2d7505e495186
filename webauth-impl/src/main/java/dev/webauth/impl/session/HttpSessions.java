package dev.webauth.impl.session;

import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.SessionConfig;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.SessionStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The HTTP session, which caches the row of a log-in. Looking up the caller creates no session for
 * a visitor.
 */
@ApplicationScoped
public class HttpSessions {

    /** For how long a mailbox that was proved by a link replaces the password. */
    public static final Duration CONFIRMED_LIFETIME = Duration.ofMinutes(15);

    @Inject WebAuthConfig config;
    @Inject SessionRows rows;
    @Inject ReturningBrowser returning;
    @Inject LoginCookie cookie;
    @Inject LastSeen lastSeen;
    @Inject Transactions transactions;
    @Inject ClientIp ip;
    @Inject Now now;

    private record Known(Optional<Caller> caller) {}

    // Public, so that the proxy calls it without reflection, in each request.
    public Optional<Caller> caller() {
        return CurrentRequest.get()
                .flatMap(
                        request ->
                                request.remember(Known.class, () -> new Known(read(request)))
                                        .caller());
    }

    void forget() {
        CurrentRequest.get().ifPresent(request -> request.forget(Known.class));
    }

    private Optional<Caller> read(CurrentRequest request) {
        Optional<SessionState> state = state();
        Optional<LogIn> found = state.flatMap(this::find);
        if (found.isEmpty()) {
            found = returning.find(request);
            found.ifPresent(logIn -> adopt(request, logIn));
        } else if (state.get().takeCookieStale()) {
            renewCookie(request, found.get());
        }
        found.ifPresent(lastSeen::note);
        return found.map(logIn -> logIn.caller(now.instant()));
    }

    private Optional<LogIn> find(SessionState state) {
        List<String> selectors = state.selectors();
        return selectors.isEmpty() ? Optional.empty() : rows.known(selectors);
    }

    private void renewCookie(CurrentRequest request, LogIn logIn) {
        LoginCookie.Value value = LoginCookie.Value.random();
        transactions.required(() -> rows.replaceCookie(logIn.account().id(), logIn.id(), value));
        change(state -> state.add(value.selector().digest()));
        cookie.give(request, value, cookieLifetime(logIn.remembered()));
    }

    /**
     * Gives a returning browser an HTTP session, unless its request names one. A named session may
     * exist on another node or have ended in a restart. If it were replaced here, two nodes that
     * serve the browser alternately would create a session for each request.
     */
    private void adopt(CurrentRequest request, LogIn logIn) {
        if (!request.isAnswered() && request.request().getRequestedSessionId() == null) {
            newId(request.request());
            change(state -> state.add(logIn.selector()));
        }
    }

    /**
     * Begins a log-in, within the transaction that proved it; only {@code LogIns} calls this. The
     * HTTP session gets a new id immediately, because a cookie cannot be set after the commit. Its
     * content is deleted except the next URI (ASVS 7.2.4). It also keeps the previous row's
     * selector: after a rollback the new row does not exist, and the browser has its previous
     * log-in again.
     */
    public void begin(NewLogIn logIn) {
        CurrentRequest request = CurrentRequest.required();
        LoginCookie.Value value = LoginCookie.Value.random();
        SessionRow row = new SessionRow(logIn, value, now.instant(), lifetime(logIn.remember()));
        row.cameFrom(ip.text(), BrowserName.of(request.header("User-Agent").orElse("")));
        rows.insert(row);
        newId(request.request());
        clear(request.request());
        hold(request, value, logIn.remember());
    }

    /**
     * Replaces the cookie and the session id of the caller's log-in, which stays valid while the
     * account's other log-ins end. Copies of the old ones become invalid. Within a transaction.
     */
    public void renew(Caller caller) {
        CurrentRequest request = CurrentRequest.required();
        LoginCookie.Value value = LoginCookie.Value.random();
        rows.replaceCookie(caller.userId(), caller.sessionId(), value);
        newId(request.request());
        hold(request, value, caller.remembered());
    }

    private void hold(CurrentRequest request, LoginCookie.Value value, boolean remember) {
        String selector = value.selector().digest();
        cookie.give(request, value, cookieLifetime(remember));
        // If another request ends the session, the log-in's cookie finds the log-in again.
        change(state -> state.add(selector));
        forget();
        transactions.afterRollback(() -> undo(selector));
    }

    private void undo(String selector) {
        // On another thread, for example after a time-out, there is no request and no session.
        if (CurrentRequest.get().isPresent()) {
            change(state -> state.undo(selector));
            forget();
        }
    }

    private Duration lifetime(boolean remember) {
        SessionConfig lifetimes = config.session();
        return remember ? lifetimes.remember() : lifetimes.absolute();
    }

    private Optional<Duration> cookieLifetime(boolean remember) {
        return Optional.of(config.session().remember()).filter(lifetime -> remember);
    }

    /**
     * Changes the session's id in the container and in the cookie. Creates a session if there is
     * none.
     */
    private static void newId(HttpServletRequest request) {
        request.getSession(true);
        // A new session gets another id, too: a container may reuse an id that the browser sent and
        // that another application on this server knows.
        if (SessionStep.on(request, session -> request.changeSessionId()).isEmpty()) {
            request.getSession(true);
            request.changeSessionId();
        }
    }

    /**
     * The result of a step; empty if the session has ended or another request ends it meanwhile.
     */
    private static <T> Optional<T> step(Function<HttpSession, T> step) {
        return CurrentRequest.get().flatMap(now -> SessionStep.on(now.request(), step));
    }

    private static void change(Consumer<SessionState> change) {
        step(
                session -> {
                    SessionState.change(session, change);
                    return true;
                });
    }

    private static void clear(HttpServletRequest request) {
        SessionStep.on(
                request,
                session -> {
                    clear(session);
                    return true;
                });
    }

    private static void clear(HttpSession session) {
        for (String name : Collections.list(session.getAttributeNames())) {
            // CDI stores its beans in session attributes and fails without them.
            if (!name.equals(SessionState.NAME)
                    && !name.contains("WELD")
                    && !name.contains("org.jboss.weld")) {
                session.removeAttribute(name);
            }
        }
    }

    /** Ends the confirmed session before its 15 minutes are over. */
    public void endConfirmed() {
        caller().ifPresent(caller -> transactions.required(() -> rows.endConfirmed(caller)));
        forget();
    }

    /** Ends the caller's log-in and the HTTP session. Does nothing if there is neither. */
    public void end() {
        CurrentRequest.get()
                .ifPresent(
                        request -> {
                            caller().ifPresent(this::end);
                            forget();
                            cookie.delete(request);
                            step(
                                    session -> {
                                        session.invalidate();
                                        return true;
                                    });
                        });
    }

    /** Deletes the row of a log-in only; the HTTP session is kept for another log-in. */
    public void end(Caller caller) {
        transactions.required(() -> rows.delete(caller.userId(), caller.sessionId()));
    }

    public void next(String uri) {
        CurrentRequest.required().request().getSession(true);
        change(state -> state.next(uri));
    }

    public Optional<String> next() {
        return state().map(SessionState::next);
    }

    public void clearNext() {
        if (next().isPresent()) {
            change(state -> state.next(null));
        }
    }

    /**
     * The library's data in the HTTP session. A session id from the URL is ignored; Payara accepts
     * one even with cookie tracking only.
     */
    private static Optional<SessionState> state() {
        return CurrentRequest.get()
                .map(CurrentRequest::request)
                .filter(request -> !request.isRequestedSessionIdFromURL())
                .flatMap(request -> SessionStep.on(request, SessionState::of));
    }
}
