package dev.webauth.impl.passkey;

import dev.webauth.Passkey;
import dev.webauth.Passkeys;
import dev.webauth.UserNotFoundException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.PasskeyRemoved;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.login.WaysIn;
import dev.webauth.impl.secondfactor.SecondFactors;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ApiBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The passkeys of the user who is logged in. */
@ApiBean
@ApplicationScoped
class CallerPasskeys implements Passkeys {

    @Inject PasskeyRegistration registration;
    @Inject PasskeyRows rows;
    @Inject PasskeyNotices notices;
    @Inject ScriptRoute script;
    @Inject PasskeySecondFactor kind;
    @Inject SecondFactors factors;
    @Inject WaysIn waysIn;
    @Inject Callers callers;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    @Override
    @ApiBean.Reads
    public List<Passkey> list() {
        return callers.caller().stream()
                .flatMap(caller -> transactions.required(() -> rows.of(caller.userId())).stream())
                .map(PasskeyRow::shown)
                .toList();
    }

    @Override
    public String registrationOptions() {
        return registration.options().toString();
    }

    @Override
    public Passkey register(String name, String response) {
        return registration.register(name, Response.parse(response)).shown();
    }

    @Override
    public void rename(String id, String name) {
        Caller caller = callers.requiredFresh();
        String checked = PasskeyRegistration.checkName(name);
        transactions.required(() -> rows.rename(find(callers.lock(caller), id), checked));
    }

    @Override
    public void remove(String id) {
        Caller caller = callers.requiredFresh();
        transactions.required(() -> remove(caller, callers.lock(caller), id));
    }

    private void remove(Caller caller, Account account, String id) {
        PasskeyRow row = find(account, id);
        waysIn.requireMoreThan(1, account);
        if (rows.of(account.id()).size() == 1) {
            factors.requireMayRemove(caller, account, kind);
        }
        rows.delete(row);
        events.fire(new PasskeyRemoved(account.id(), row.publicId()));
        notices.send(account, "passkey-removed");
    }

    private PasskeyRow find(Account account, String id) {
        Optional<PasskeyRow> own =
                rows.of(account.id()).stream().filter(row -> row.publicId().equals(id)).findFirst();
        return own.orElseThrow(
                () ->
                        new UserNotFoundException(
                                "passkey_unknown", "The account has no such passkey"));
    }

    @Override
    @ApiBean.Reads
    public String script() {
        return script.url();
    }
}
