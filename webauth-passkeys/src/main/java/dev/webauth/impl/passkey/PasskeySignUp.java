package dev.webauth.impl.passkey;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.PasskeyAdded;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.selfservice.NewAccount;
import dev.webauth.impl.selfservice.Registration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an account with an address and a passkey, without a password. */
@ApplicationScoped
class PasskeySignUp {

    private static final String EMAIL = "email";

    @Inject Challenges challenges;
    @Inject Options options;
    @Inject Verifier verifier;
    @Inject PasskeyRows rows;
    @Inject Registration registration;
    @Inject Event<AccountEvent> events;

    JsonObject options(String typedEmail) {
        EmailAddress email = EmailAddress.parse(typedEmail);
        registration.requireOpen(email, PasskeyLogIn.METHOD);
        String handle = Token.random().value();
        String challenge =
                challenges.begin(
                        Ceremony.SIGN_UP,
                        Optional.empty(),
                        Map.of(PasskeyRegistration.HANDLE, handle, EMAIL, email.text()));
        return options.creation(challenge, handle, email.text(), List.of());
    }

    /** Tells where to go, as a registration by password does. */
    String signUp(Response response, String next) {
        JsonObject begun = challenges.take(Ceremony.SIGN_UP, response.challenge());
        // Without a password nothing else leads into the account: its passkey must suffice.
        NewCredential made = verifier.registration(response, true, true);
        String handle = begun.getString(PasskeyRegistration.HANDLE);
        return registration.register(
                new NewAccount(
                        new EmailAddress(begun.getString(EMAIL)),
                        null,
                        PasskeyLogIn.METHOD,
                        account -> add(account, handle, made)),
                next);
    }

    private void add(Account account, String handle, NewCredential made) {
        PasskeyRow row = rows.insert(account.id(), handle, made, PasskeyRegistration.NAME);
        events.fire(new PasskeyAdded(account.id(), row.publicId()));
    }
}
