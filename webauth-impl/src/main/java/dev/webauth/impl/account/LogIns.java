package dev.webauth.impl.account;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.LoggedOut;
import dev.webauth.event.PasswordChanged;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Logging in and out, and the caller's password. */
@ApplicationScoped
public class LogIns {

    /** Log-ins that are not by a provider. */
    private static final Set<String> OWN = Set.of("password", "recovery", "confirm");

    private static final Duration FRESH = Duration.ofMinutes(10);

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject PasswordCheck check;
    @Inject Passwords passwords;
    @Inject HttpSessions sessions;
    @Inject Transactions transactions;
    @Inject Links links;
    @Inject Outbox outbox;
    @Inject Origin origin;
    @Inject Now now;
    @Inject Event<AccountEvent> events;

    public void logIn(String email, String password) {
        Credentials found = check.byEmail(email, password);
        transactions.joined(
                () -> {
                    accounts.touch(found.userId());
                    events.fire(new LoggedIn(found.userId(), "password"));
                });
        sessions.begin(found.userId(), found.epoch(), "password", false);
    }

    /** Ends the session and tells where to go. */
    public String logOut() {
        String next = origin.path(sessions.next().orElse(config.rootUri()));
        sessions.caller()
                .ifPresent(
                        caller ->
                                transactions.joined(
                                        () -> events.fire(new LoggedOut(caller.userId()))));
        sessions.end();
        return next;
    }

    public void checkPassword(String typed, boolean allowEmpty) {
        Caller caller = sessions.required();
        boolean none = !transactions.joined(() -> accounts.hasPassword(caller.userId()));
        if (allowEmpty && none && isFreshFromProvider(caller)) {
            return;
        }
        check.byAccount(caller.userId(), caller.email(), typed);
    }

    /** An old session of an account without a password may be a stolen one. */
    private boolean isFreshFromProvider(Caller caller) {
        return !OWN.contains(caller.method()) && caller.since().plus(FRESH).isAfter(now.instant());
    }

    public void setPassword(String password) {
        Caller caller = sessions.required();
        passwords.check(password, caller.email().orElse(null));
        String hash = passwords.inTurn(() -> passwords.hash(password));
        int epoch =
                transactions.joined(
                        () -> {
                            accounts.holdCallers(caller.userId());
                            return setPassword(caller, hash);
                        });
        sessions.survive(epoch);
    }

    private int setPassword(Caller caller, String hash) {
        accounts.store(caller.userId(), hash);
        links.cancel(caller.userId(), List.of(Recovery.METHOD, EmailChange.METHOD));
        links.cancelOtherAddresses(caller.userId(), ConfirmEmail.METHOD, caller.email());
        int epoch = accounts.endSessions(caller.userId());
        events.fire(new PasswordChanged(caller.userId()));
        caller.email()
                .flatMap(EmailAddress::find)
                .ifPresent(to -> outbox.notice(to, caller.userId(), "password-changed"));
        return epoch;
    }

    /** Deletes the caller's account, ends the session and tells where to go. */
    public String deleteAccount() {
        Caller caller = sessions.required();
        transactions.joined(() -> accounts.delete(caller.userId()));
        String next = origin.path(config.rootUri());
        sessions.end();
        return next;
    }
}
