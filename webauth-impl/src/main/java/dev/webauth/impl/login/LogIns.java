package dev.webauth.impl.login;

import dev.webauth.AccessDeniedException;
import dev.webauth.LoginResult;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.LoggedOut;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.session.NewLogIn;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes and ends log-ins. Password, link, provider and registration each prove an identity and then
 * call {@link #enter}, the only method that begins a log-in.
 */
@ApplicationScoped
public class LogIns {

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject Callers callers;
    @Inject HttpSessions sessions;
    @Inject PendingLogIns pending;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    private List<LoginStep> steps;

    @Inject
    void collect(@Any Instance<LoginStep> beans) {
        steps = beans.stream().toList();
    }

    /**
     * Logs in the proved account, or keeps the log-in pending until a further step is passed. It
     * joins the caller's transaction; after a rollback the browser keeps its previous log-in.
     *
     * @throws AccessDeniedException if the account is deleted or disabled, or its epoch has changed
     *     since the proof
     */
    public LoginResult enter(Proof proof) {
        return enter(proof, Optional.empty());
    }

    /** {@link #enter(Proof)} with the next URI of a log-in that must wait for a step. */
    public LoginResult enter(Proof proof, Optional<String> next) {
        CurrentRequest.required();
        return transactions.required(
                () -> {
                    Account account = locked(proof);
                    leaveOther(account);
                    pending.take();
                    Optional<LoginStep> due =
                            steps.stream()
                                    .filter(step -> !step.isPassedBy(proof))
                                    .filter(step -> step.isDue(account, proof))
                                    .findFirst();
                    if (due.isPresent()) {
                        pending.begin(proof, due.get(), next);
                        return LoginResult.SECOND_FACTOR_REQUIRED;
                    }
                    pending.forget();
                    boolean passed = steps.stream().anyMatch(step -> step.isPassedBy(proof));
                    complete(account, proof, proof.factors(), passed);
                    return LoginResult.LOGGED_IN;
                });
    }

    /**
     * Completes this browser's pending log-in with the factor that its step required.
     *
     * @throws AccessDeniedException if there is none, because it expired or was completed already
     */
    public LoginResult finish(String factor) {
        return transactions.required(
                () -> {
                    // Locks the account first, as every change does, so that two changes cannot
                    // deadlock.
                    Account account = locked(waiting().proof());
                    PendingLogIns.Waiting waiting = pending.take().orElseThrow(LogIns::expired);
                    Set<String> factors = new TreeSet<>(waiting.proof().factors());
                    factors.add(factor);
                    leaveOther(account);
                    pending.forget();
                    complete(account, waiting.proof(), factors, true);
                    return LoginResult.LOGGED_IN;
                });
    }

    /**
     * The page of the step that this browser's pending log-in waits for, below the context root;
     * empty if there is no pending log-in.
     */
    public Optional<String> stepPage() {
        return transactions
                .required(() -> pending.waiting())
                .flatMap(
                        waiting ->
                                steps.stream()
                                        .filter(step -> step.name().equals(waiting.step()))
                                        .findFirst())
                .map(LoginStep::page);
    }

    private PendingLogIns.Waiting waiting() {
        return pending.waiting().orElseThrow(LogIns::expired);
    }

    private static AccessDeniedException expired() {
        return new AccessDeniedException(
                "log_in_expired", "This log-in has expired; please start again");
    }

    /** Locks the account of this browser's pending log-in, and checks both again. */
    public Account lockWaiting() {
        Account account = locked(waiting().proof());
        waiting();
        return account;
    }

    private Account locked(Proof proof) {
        Account account =
                accounts.lock(proof.userId())
                        .filter(found -> found.epoch().equals(proof.epoch()))
                        .orElseThrow(
                                () ->
                                        new AccessDeniedException(
                                                "account_changed",
                                                "The account has changed meanwhile; please log in"
                                                        + " again"));
        if (account.disabled()) {
            throw new AccessDeniedException("account_disabled", "This account is closed");
        }
        return account;
    }

    private void complete(Account account, Proof proof, Set<String> factors, boolean secondFactor) {
        accounts.touch(account.id());
        sessions.begin(
                new NewLogIn(
                        account,
                        proof.method(),
                        factors,
                        proof.mailboxProved(),
                        secondFactor,
                        proof.remember()));
        events.fire(
                new LoggedIn(account.id(), proof.method(), Set.copyOf(factors), proof.remember()));
    }

    /** Ends the browser's previous log-in: a browser has only one at a time. */
    private void leaveOther(Account account) {
        Optional<Caller> before = callers.caller();
        before.ifPresent(sessions::end);
        callers.forget();
        before.filter(caller -> caller.userId() != account.id())
                .ifPresent(caller -> events.fire(new LoggedOut(caller.userId())));
    }

    /** Ends the caller's log-in and returns the next URI, below the context root. */
    public String logOut() {
        String next = next();
        transactions.required(() -> pending.take());
        pending.forget();
        callers.caller()
                .ifPresent(
                        caller ->
                                transactions.required(
                                        () -> {
                                            sessions.end(caller);
                                            events.fire(new LoggedOut(caller.userId()));
                                        }));
        sessions.end();
        return next;
    }

    /** The next URI, else the root URI; both below the context root. */
    public String next() {
        return sessions.next().orElse(config.rootUri());
    }

    /** The path of the log-out route, below the context root. */
    public String logOutPath() {
        return config.basePrefix() + "/" + LogoutRoute.NAME;
    }
}
