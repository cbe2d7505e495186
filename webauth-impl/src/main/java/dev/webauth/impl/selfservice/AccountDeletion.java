package dev.webauth.impl.selfservice;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedOut;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Deletes the caller's account and ends the log-in. */
@ApplicationScoped
public class AccountDeletion {

    @Inject Accounts accounts;
    @Inject LogIns logIns;
    @Inject Callers callers;
    @Inject HttpSessions sessions;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    /** Deletes the account and returns the next URI, as a log-out does. */
    public String delete() {
        Caller caller = callers.requiredFresh();
        String next = logIns.next();
        transactions.required(
                () -> {
                    accounts.delete(callers.lock(caller).id());
                    events.fire(new LoggedOut(caller.userId()));
                });
        sessions.end();
        return next;
    }
}
