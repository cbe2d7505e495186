package dev.webauth.impl.session;

import dev.webauth.AccessDeniedException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * Begins and ends log-ins, and tells the caller. A visitor without a session gets none by asking.
 */
@ApplicationScoped
public class HttpSessions {

    /** How long a session counts as confirmed after a mailbox was proved. */
    public static final Duration CONFIRMED = Duration.ofMinutes(15);

    private static final Duration LONGEST = Duration.ofHours(24);

    @Inject SessionState state;
    @Inject EndedSessions endedSessions;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Now now;

    /** The caller as of this request; the database is asked once. */
    public Optional<Caller> caller() {
        return CurrentRequest.get()
                .flatMap(request -> request.remember(Known.class, this::read).caller());
    }

    /** The caller, for what nobody else may do. */
    public Caller required() {
        return caller().orElseThrow(() -> new AccessDeniedException("Nobody is logged in"));
    }

    private record Known(Optional<Caller> caller) {}

    private Known read() {
        if (!exists() || state.userId() == null) {
            return new Known(Optional.empty());
        }
        Instant instant = now.instant();
        if (state.since().plus(LONGEST).isBefore(instant)) {
            return new Known(Optional.empty());
        }
        boolean confirmedSession =
                state.confirmedUntil() != null && instant.isBefore(state.confirmedUntil());
        return new Known(
                row(state.userId())
                        .map(
                                row ->
                                        new Caller(
                                                row.getId(),
                                                Optional.ofNullable(row.getEmail()),
                                                row.isConfirmed(),
                                                confirmedSession,
                                                state.method(),
                                                state.since())));
    }

    /** The epoch counts up when older sessions must end: at a new password, a recovery. */
    private Optional<WebAuthUser> row(long userId) {
        return transactions.joined(
                () ->
                        database.first(
                                WebAuthUser.class,
                                "select u from WebAuthUser u where u.id = :id and u.epoch = :epoch"
                                        + " and not exists (select e from WebAuthEndedSession e"
                                        + " where e.id = :session)",
                                Map.of(
                                        "id",
                                        userId,
                                        "epoch",
                                        state.epoch(),
                                        "session",
                                        state.id())));
    }

    /**
     * Logs somebody in: the session gets a new id, and what it held is gone but the next URI, so
     * that nothing of an earlier user is seen and no planted id is of use (ASVS 7.2.4).
     */
    public void begin(long userId, int epoch, String method, boolean confirmedSession) {
        CurrentRequest current = CurrentRequest.required();
        endCopies();
        rotate(current.request());
        Instant instant = now.instant();
        state.begin(userId, epoch, method, instant);
        state.confirmedUntil(confirmedSession ? instant.plus(CONFIRMED) : null);
        current.forget(Known.class);
    }

    /** Ends this log-in in all copies of the session that other nodes have. */
    private void endCopies() {
        if (exists() && state.id() != null) {
            endedSessions.add(state.id());
        }
    }

    /** Keeps this session alive, under a new id, where all others of the account end. */
    public void survive(int epoch) {
        CurrentRequest current = CurrentRequest.required();
        current.request().changeSessionId();
        state.epoch(epoch);
        current.forget(Known.class);
    }

    private static void rotate(HttpServletRequest request) {
        HttpSession old = request.getSession(false);
        if (old == null) {
            request.getSession(true);
            return;
        }
        request.changeSessionId();
        for (String name : Collections.list(old.getAttributeNames())) {
            // CDI keeps its beans here too; taking them away under its hands breaks it. Our own
            // state is overwritten by the caller of this.
            if (!name.contains("WELD") && !name.contains("org.jboss.weld")) {
                old.removeAttribute(name);
            }
        }
    }

    /** Starts the 15 minutes in which a proved mailbox stands for the old password. */
    public void startConfirmed() {
        state.confirmedUntil(now.instant().plus(CONFIRMED));
        CurrentRequest.required().forget(Known.class);
    }

    /** Ends them. */
    public void stopConfirmed() {
        if (exists()) {
            state.confirmedUntil(null);
            CurrentRequest.required().forget(Known.class);
        }
    }

    /** Ends the session as a whole; without one it does nothing. */
    public void end() {
        CurrentRequest.get()
                .ifPresent(
                        current -> {
                            current.forget(Known.class);
                            HttpSession session = current.request().getSession(false);
                            if (session != null) {
                                endCopies();
                                session.invalidate();
                            }
                        });
    }

    /** Forgets what was read of the caller, because it has changed. */
    public void refresh() {
        CurrentRequest.get().ifPresent(current -> current.forget(Known.class));
    }

    /** Forgets ended log-ins that would be over by now anyway. */
    public int cleanup() {
        return endedSessions.cleanup(LONGEST);
    }

    public void next(String uri) {
        CurrentRequest.required().request().getSession(true);
        state.next(uri);
    }

    public Optional<String> next() {
        return exists() ? Optional.ofNullable(state.next()) : Optional.empty();
    }

    public void clearNext() {
        if (exists()) {
            state.next(null);
        }
    }

    /** One that was named in the URL is none: Payara takes it, whatever the tracking modes say. */
    private static boolean exists() {
        return CurrentRequest.get()
                .map(CurrentRequest::request)
                .map(now -> now.getSession(false) != null && !now.isRequestedSessionIdFromURL())
                .orElse(false);
    }
}
