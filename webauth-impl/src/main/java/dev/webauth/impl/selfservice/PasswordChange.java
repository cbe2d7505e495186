package dev.webauth.impl.selfservice;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.PasswordChanged;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.password.HashingTurn;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;

/** Sets the caller's password and revokes everything older except this log-in. */
@ApplicationScoped
public class PasswordChange {

    @Inject Accounts accounts;
    @Inject Passwords passwords;
    @Inject Callers callers;
    @Inject HttpSessions sessions;
    @Inject Outbox outbox;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    public void set(String password) {
        Caller caller = callers.requiredFresh();
        passwords.check(password, caller.email().map(EmailAddress::text).orElse(null));
        String hash = hash(password);
        transactions.required(() -> set(caller, hash));
    }

    private String hash(String password) {
        try (HashingTurn turn = passwords.turn()) {
            return turn.hash(password);
        }
    }

    private void set(Caller caller, String hash) {
        Account account = callers.lock(caller);
        accounts.setPassword(account.id(), hash);
        // The caller now knows the password, even if a mailed link was the proof before.
        callers.proved(caller);
        accounts.revoke(account, Revoked.Cause.PASSWORD, Optional.of(caller.sessionId()));
        sessions.renew(caller);
        events.fire(new PasswordChanged(account.id()));
        account.confirmedEmail()
                .ifPresent(to -> outbox.notice(to, account.id(), "password-changed"));
    }
}
