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
 * Who is asked for a second factor in this browser, and what follows once it is proved: a pending
 * log-in is finished, or the caller's log-in is fresh again.
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
     * Who is asked.
     *
     * @param account as it was read; see {@link #lock}
     * @param caller who is logged in and proves again; empty for a pending log-in
     * @param key names the log-in; nothing secret
     * @param mustSetUp whether the account has no factor yet, so that the log-in waits for one
     */
    public record Subject(Account account, Optional<Caller> caller, String key, boolean mustSetUp) {

        /** Whether a log-in waits for the factor. */
        public boolean isPending() {
            return caller.isEmpty();
        }
    }

    /** A pending log-in comes first: with it nobody else is logged in, as a rule. */
    public Optional<Subject> subject() {
        CurrentRequest.required();
        return transactions.joined(
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
     * Who is asked.
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
     * Locks the account within a transaction, and looks again at the authority of who is asked:
     * before a factor is used up or set up.
     */
    public Account lock(Subject subject) {
        return subject.caller().map(callers::lock).orElseGet(logIns::lockWaiting);
    }

    /**
     * The factor was proved: finishes the log-in that waits, whose next URI is the session's from
     * then on, or makes the caller's log-in fresh. In the caller's transaction if there is one;
     * {@link #lock} comes before.
     *
     * @param factor the name of a {@link SecondFactor}, or {@code recovery-code}
     * @param trustBrowser whether this browser is not to be asked again for 30 days
     */
    public LoginResult passed(Subject subject, String factor, boolean trustBrowser) {
        return transactions.joined(
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
     * Where the browser goes after the step, below the context root. To be asked once, after {@link
     * #passed}: of a log-in that waited it forgets the next URI.
     *
     * @param asked the next URI that a caller's request names
     */
    public String next(Subject subject, Optional<String> asked) {
        Optional<String> next = subject.isPending() ? sessions.next() : asked;
        if (subject.isPending()) {
            sessions.clearNext();
        }
        return next.filter(NextUri::isLocal).orElse(config.rootUri());
    }
}
