package dev.webauth.impl.secondfactor;

import dev.webauth.AccessDeniedException;
import dev.webauth.LoginResult;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.login.PendingLogIns;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The step in which a browser proves a second factor. It completes the pending log-in, or makes the
 * log-in of the caller fresh again.
 */
@ApplicationScoped
public class SecondFactorStep {

    @Inject WebAuthConfig config;
    @Inject PendingLogIns pending;
    @Inject LogIns logIns;
    @Inject Callers callers;
    @Inject HttpSessions sessions;
    @Inject Accounts accounts;
    @Inject SecondFactors factors;
    @Inject TrustedBrowsers trusted;
    @Inject Transactions transactions;

    /**
     * The account that must prove its second factor.
     *
     * @param account as it was read; see {@link #lock}
     * @param caller the caller, who is logged in already; empty for a pending log-in
     * @param key identifies the log-in; not secret
     * @param mustSetUp whether the pending log-in waits for a set-up, because there is no factor
     */
    public record Subject(Account account, Optional<Caller> caller, String key, boolean mustSetUp) {

        /** Whether the subject is a pending log-in. */
        public boolean isPending() {
            return caller.isEmpty();
        }
    }

    /** The subject of this browser's step: its pending log-in, else the caller. */
    public Optional<Subject> subject() {
        CurrentRequest.required();
        return transactions.required(
                () -> waiting().or(() -> callers.caller().map(SecondFactorStep::again)));
    }

    private Optional<Subject> waiting() {
        return pending.waiting()
                .filter(waiting -> waiting.step().equals(Refusals.SECOND_FACTOR))
                .flatMap(
                        waiting ->
                                accounts.byId(waiting.proof().userId())
                                        .map(account -> waiting(waiting, account)));
    }

    private Subject waiting(PendingLogIns.Waiting waiting, Account account) {
        boolean mustSetUp = factors.of(account.id()).isEmpty();
        return new Subject(account, Optional.empty(), waiting.token().digest(), mustSetUp);
    }

    private static Subject again(Caller caller) {
        return new Subject(caller.account(), Optional.of(caller), caller.selector(), false);
    }

    /**
     * The subject of this browser's step.
     *
     * @throws AccessDeniedException {@code not_authenticated} for a visitor without a pending
     *     log-in
     */
    public Subject required() {
        return subject()
                .orElseThrow(
                        () ->
                                new AccessDeniedException(
                                        Refusals.NOT_AUTHENTICATED,
                                        "Nobody is logged in, or the log-in has expired; please"
                                                + " start again"));
    }

    /**
     * Locks the account within a transaction, and checks the pending log-in or the caller again.
     * Call it before a factor is consumed or set up.
     */
    public Account lock(Subject subject) {
        return subject.caller().map(callers::lock).orElseGet(logIns::lockWaiting);
    }

    /**
     * Records that the factor was proved: completes the pending log-in, whose next URI becomes the
     * session's, or makes the caller's log-in fresh. Runs in the caller's transaction if there is
     * one; {@link #lock} comes before.
     *
     * @param factor the name of a {@link SecondFactor}, or {@code recovery-code}
     * @param trustBrowser whether the account trusts this browser for 30 days
     */
    public LoginResult passed(Subject subject, String factor, boolean trustBrowser) {
        return transactions.required(
                () -> {
                    if (subject.isPending()) {
                        Optional<String> next =
                                pending.waiting().flatMap(PendingLogIns.Waiting::next);
                        logIns.finish(factor);
                        next.ifPresent(sessions::next);
                    } else {
                        callers.provedSecondFactor(subject.caller().orElseThrow());
                    }
                    if (trustBrowser) {
                        trusted.add(subject.account().id());
                    }
                    return LoginResult.LOGGED_IN;
                });
    }

    /**
     * The next URI after the step, below the context root. Call it once and after {@link #passed},
     * because it clears the session's next URI after a pending log-in.
     *
     * @param asked the next URI of the request of a caller
     */
    public String next(Subject subject, Optional<String> asked) {
        Optional<String> next = subject.isPending() ? sessions.next() : asked;
        if (subject.isPending()) {
            sessions.clearNext();
        }
        return next.filter(NextUri::isLocal).orElse(config.rootUri());
    }
}
