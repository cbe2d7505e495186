package dev.webauth.impl.session;

import dev.webauth.Session;
import dev.webauth.Sessions;
import dev.webauth.UserNotFoundException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedOut;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ApiBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The caller's own log-ins, for the application. */
@ApiBean
@ApplicationScoped
class CallerSessions implements Sessions {

    @Inject Callers callers;
    @Inject HttpSessions sessions;
    @Inject SessionRows rows;
    @Inject Accounts accounts;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    @Override
    @ApiBean.Reads
    public List<Session> list() {
        return callers.caller()
                .map(
                        caller ->
                                transactions.required(() -> rows.of(caller.userId())).stream()
                                        .map(row -> shown(row, caller))
                                        .toList())
                .orElse(List.of());
    }

    private static Session shown(SessionRow row, Caller caller) {
        return new Session(
                Long.toString(row.id()),
                row.method(),
                row.created(),
                row.seen(),
                row.ip(),
                row.browser(),
                row.remembered(),
                row.id() == caller.sessionId());
    }

    @Override
    public void end(String id) {
        Caller caller = callers.required();
        long row = parse(id);
        transactions.required(() -> end(caller, row));
        if (row == caller.sessionId()) {
            sessions.end();
        }
    }

    private void end(Caller caller, long row) {
        callers.lock(caller);
        if (!rows.delete(caller.userId(), row)) {
            throw unknown();
        }
        events.fire(new LoggedOut(caller.userId()));
    }

    private static long parse(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw unknown();
        }
    }

    private static UserNotFoundException unknown() {
        return new UserNotFoundException(
                "session_unknown", "There is no such log-in, or it has ended already");
    }

    @Override
    public void endOthers() {
        Caller caller = callers.required();
        transactions.required(
                () -> {
                    Account account = callers.lock(caller);
                    accounts.revoke(
                            account, Revoked.Cause.EVERYWHERE, Optional.of(caller.sessionId()));
                });
    }

    @Override
    @ApiBean.Reads
    public void requireFresh(Duration age) {
        callers.requireFresh(callers.required(), age);
    }
}
