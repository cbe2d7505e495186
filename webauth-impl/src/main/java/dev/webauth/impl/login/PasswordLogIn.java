package dev.webauth.impl.login;

import dev.webauth.LoginResult;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Credentials;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Log-in with a password, and re-authentication with the password. */
@ApplicationScoped
public class PasswordLogIn {

    /** The method name of a log-in with a password. */
    public static final String METHOD = "password";

    @Inject LogIns logIns;
    @Inject PasswordCheck check;
    @Inject Callers callers;
    @Inject Accounts accounts;
    @Inject Transactions transactions;

    public LoginResult logIn(String email, String password, boolean remember) {
        CurrentRequest.required();
        Credentials found = check.byEmail(email, password);
        return logIns.enter(proof(found, remember));
    }

    private static Proof proof(Credentials found, boolean remember) {
        return new Proof(found.userId(), found.epoch(), METHOD, false, remember);
    }

    /** Checks the caller's password, which then counts as a fresh proof of identity. */
    public void check(String typed, boolean allowEmpty) {
        Caller caller = callers.required();
        boolean absent = !transactions.required(() -> accounts.hasPassword(caller.userId()));
        // Without a password, an old log-in is refused: its session may be stolen.
        if (allowEmpty && absent && callers.isFresh(caller)) {
            return;
        }
        check.byCaller(caller, typed);
        callers.proved(caller);
    }
}
