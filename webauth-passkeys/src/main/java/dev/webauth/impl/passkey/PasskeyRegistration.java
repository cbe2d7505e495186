package dev.webauth.impl.passkey;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.PasskeyAdded;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.login.PasswordLogIn;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds a passkey to the caller's account. */
@ApplicationScoped
class PasskeyRegistration {

    static final String HANDLE = "handle";
    static final String USER = "user";
    private static final int MAX_NAME_LENGTH = 64;

    /** Of a passkey that nobody has named. */
    static final String NAME = "Passkey";

    @Inject WebAuthConfig config;
    @Inject Challenges challenges;
    @Inject Options options;
    @Inject Verifier verifier;
    @Inject PasskeyRows rows;
    @Inject PasskeyNotices notices;
    @Inject Callers callers;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    JsonObject options() {
        return begin(Ceremony.REGISTER, callers.requiredFresh().account());
    }

    JsonObject begin(Ceremony ceremony, Account account) {
        List<PasskeyRow> present =
                transactions.required(
                        () -> {
                            rows.requireFew(account.id());
                            return rows.of(account.id());
                        });
        String handle = present.isEmpty() ? Token.random().value() : present.get(0).userHandle();
        String challenge =
                challenges.begin(
                        ceremony,
                        Optional.of(account.id()),
                        Map.of(HANDLE, handle, USER, String.valueOf(account.id())));
        return options.creation(challenge, handle, userName(account), present);
    }

    /** What authenticators show beside the passkey. */
    String userName(Account account) {
        return account.email().map(EmailAddress::text).orElse(config.appName());
    }

    /** Adds what the browser made when its user asked for it. */
    PasskeyRow register(String name, Response response) {
        Caller caller = callers.requiredFresh();
        String checkedName = name == null || name.isBlank() ? NAME : checkName(name);
        String handle = take(Ceremony.REGISTER, response, caller.account());
        NewCredential made =
                verifier.registration(response, true, config.passkey().userVerification());
        return transactions.required(() -> add(callers.lock(caller), handle, made, checkedName));
    }

    /**
     * What to ask the browser for that may add a passkey by itself; empty unless the caller has
     * just typed the password and has no passkey (WebAuthn Level 3, 5.1.3, conditional mediation).
     */
    Optional<JsonObject> offer() {
        Caller caller = callers.required();
        boolean justTyped = caller.method().equals(PasswordLogIn.METHOD) && callers.isFresh(caller);
        boolean none = transactions.required(() -> rows.of(caller.userId())).isEmpty();
        return justTyped && none
                ? Optional.of(begin(Ceremony.OFFER, caller.account()))
                : Optional.empty();
    }

    /** Adds what the browser made by itself: nobody need have touched anything. */
    PasskeyRow acceptOffer(Response response) {
        Caller caller = callers.requiredFresh();
        String handle = take(Ceremony.OFFER, response, caller.account());
        NewCredential made = verifier.registration(response, false, false);
        return transactions.required(() -> add(callers.lock(caller), handle, made, NAME));
    }

    /** The challenge ends with its account's epoch; another log-in of this browser has another. */
    String take(Ceremony ceremony, Response response, Account account) {
        JsonObject begun = challenges.take(ceremony, response.challenge());
        if (!begun.getString(USER).equals(String.valueOf(account.id()))) {
            throw new AccessDeniedException(
                    "passkey_expired", "Somebody else has logged in meanwhile; please start again");
        }
        return begun.getString(HANDLE);
    }

    PasskeyRow add(Account account, String handle, NewCredential made, String name) {
        rows.requireFew(account.id());
        PasskeyRow row = rows.insert(account.id(), handle, made, name);
        events.fire(new PasskeyAdded(account.id(), row.publicId()));
        notices.send(account, "passkey-added");
        return row;
    }

    /** A name that its owner typed. */
    static String checkName(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > MAX_NAME_LENGTH
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInputException(
                    "passkey_name",
                    "The name of a passkey must have 1 to "
                            + MAX_NAME_LENGTH
                            + " characters, and no control characters");
        }
        return stripped;
    }
}
