package dev.webauth.impl.passkey;

import static java.util.stream.Collectors.groupingBy;

import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * What the caller's authenticators should know (WebAuthn Level 3, 5.1.10, the Signal API): which
 * passkeys the account still has, and what the account is called.
 */
@ApplicationScoped
class KnownPasskeys {

    static final String PATH = "known";

    @Inject RelyingParty relyingParty;
    @Inject PasskeyRegistration registration;
    @Inject PasskeyRows rows;
    @Inject Callers callers;
    @Inject Transactions transactions;

    /** Empty if the account has none. */
    JsonObject ofCaller() {
        Caller caller = callers.required();
        Map<String, List<PasskeyRow>> byHandle =
                transactions.required(() -> rows.of(caller.userId())).stream()
                        .collect(groupingBy(PasskeyRow::userHandle));
        if (byHandle.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        JsonArrayBuilder users = Json.createArrayBuilder();
        byHandle.forEach((handle, passkeys) -> users.add(user(handle, passkeys)));
        return Json.createObjectBuilder()
                .add("rpId", relyingParty.id())
                .add("name", registration.userName(caller.account()))
                .add("users", users)
                .build();
    }

    private static JsonObject user(String handle, List<PasskeyRow> passkeys) {
        return Json.createObjectBuilder()
                .add("userId", handle)
                .add(
                        "credentialIds",
                        Json.createArrayBuilder(
                                passkeys.stream().map(PasskeyRow::credentialId).toList()))
                .build();
    }
}
