package dev.webauth.impl.session;

import dev.webauth.AccessDeniedException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds the caller and checks what the log-in permits. */
@ApplicationScoped
public class Callers {

    @Inject WebAuthConfig config;
    @Inject HttpSessions sessions;
    @Inject LoginCookie cookie;
    @Inject SessionRows rows;
    @Inject Accounts accounts;
    @Inject Transactions transactions;
    @Inject Now now;

    /** The caller of this request, read from the database once; empty for a visitor. */
    public Optional<Caller> caller() {
        return sessions.caller();
    }

    /** The caller, for an action that is not open to visitors. */
    public Caller required() {
        return caller().orElseThrow(Callers::nobody);
    }

    private static AccessDeniedException nobody() {
        return new AccessDeniedException(Refusals.NOT_AUTHENTICATED, "Nobody is logged in");
    }

    /**
     * Locks the caller's account for a change, within its transaction, and checks the log-in again:
     * since the request began, a recovery or a new password may have revoked it.
     *
     * @throws AccessDeniedException if the account is deleted, disabled or has another epoch, or
     *     the log-in has ended
     */
    public Account lock(Caller caller) {
        Account account = accounts.lock(caller.userId()).orElseThrow(Callers::nobody);
        if (account.disabled()
                || !account.epoch().equals(caller.account().epoch())
                || !rows.exists(caller.sessionId())) {
            sessions.forget();
            throw nobody();
        }
        return account;
    }

    /**
     * The caller, for a sensitive change (ASVS 7.5.1).
     *
     * @throws AccessDeniedException {@code fresh_login_required} if the last proof of identity is
     *     older than {@code webauth.fresh-login}
     */
    public Caller requiredFresh() {
        Caller caller = required();
        requireFresh(caller, config.session().freshLogIn());
        return caller;
    }

    /**
     * Refuses the removal of the last second factor.
     *
     * @throws AccessDeniedException {@code second_factor_required} if no second factor was proved
     *     within {@code webauth.fresh-login}
     */
    public void requireSecondFactor(Caller caller) {
        if (!isWithin(caller.secondFactor(), config.session().freshLogIn())) {
            throw new AccessDeniedException(
                    Refusals.SECOND_FACTOR_REQUIRED,
                    "Please give your second factor again before you remove it");
        }
    }

    void requireFresh(Caller caller, Duration age) {
        if (!isFresh(caller, age)) {
            throw new AccessDeniedException(
                    Refusals.FRESH_LOGIN_REQUIRED,
                    "Please prove again who you are: the last log-in is too long ago for this");
        }
    }

    public boolean isFresh(Caller caller) {
        return isFresh(caller, config.session().freshLogIn());
    }

    private boolean isFresh(Caller caller, Duration age) {
        return caller.confirmedSession() || isWithin(caller.proved(), age);
    }

    private boolean isWithin(Optional<Instant> time, Duration age) {
        return time.filter(at -> at.plus(age).isAfter(now.instant())).isPresent();
    }

    /** Stores that the caller has just proved their identity, with a password or at a provider. */
    public void proved(Caller caller) {
        transactions.required(
                () -> {
                    lock(caller);
                    rows.proved(caller);
                });
        sessions.forget();
    }

    /** Records that the caller has just proved a second factor. It is a fresh proof, too. */
    public void provedSecondFactor(Caller caller) {
        transactions.required(
                () -> {
                    lock(caller);
                    rows.provedSecondFactor(caller);
                });
        sessions.forget();
    }

    /** Whether this browser has the cookie of a log-in, which may have ended. */
    public boolean hadLogIn(String selector) {
        return CurrentRequest.get()
                .flatMap(cookie::read)
                .map(value -> value.selector().digest().equals(selector))
                .orElse(false);
    }

    /** Drops the cached caller of this request after a change. */
    public void forget() {
        sessions.forget();
    }
}
