package dev.webauth.impl.passkey;

import dev.webauth.LoginResult;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.login.Proof;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Log-in by passkey, and a passkey as a fresh proof of identity. */
@ApplicationScoped
class PasskeyLogIn {

    /** The method of a log-in by passkey. */
    static final String METHOD = "passkey";

    @Inject Challenges challenges;
    @Inject Options options;
    @Inject PasskeyUses uses;
    @Inject PasskeyRows rows;
    @Inject Callers callers;
    @Inject LogIns logIns;
    @Inject Transactions transactions;

    JsonObject options() {
        String challenge = challenges.begin(Ceremony.LOGIN, Optional.empty(), Map.of());
        return options.request(challenge, List.of(), true);
    }

    LoginResult logIn(Response response, boolean remember) {
        Account account = uses.byAnybody(response);
        return logIns.enter(new Proof(account.id(), account.epoch(), METHOD, false, remember));
    }

    JsonObject reauthenticationOptions() {
        Caller caller = callers.required();
        String challenge =
                challenges.begin(Ceremony.REAUTHENTICATE, Optional.of(caller.userId()), Map.of());
        List<PasskeyRow> own = transactions.required(() -> rows.of(caller.userId()));
        return options.request(challenge, own, true);
    }

    void reauthenticate(Response response) {
        Caller caller = callers.required();
        uses.byOwner(Ceremony.REAUTHENTICATE, response, caller.userId(), true);
        callers.proved(caller);
    }
}
