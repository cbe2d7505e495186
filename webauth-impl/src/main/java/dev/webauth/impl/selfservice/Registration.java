package dev.webauth.impl.selfservice;

import dev.webauth.AccessDeniedException;
import dev.webauth.LoginResult;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.OpenRegistration;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.login.PasswordLogIn;
import dev.webauth.impl.login.Proof;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.password.HashingTurn;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.NextUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Creates an account with an address and a password or another proof, and logs it in. */
@ApplicationScoped
public class Registration {

    private static final String TEMPLATE = "confirm";

    @Inject WebAuthConfig config;
    @Inject OpenRegistration open;
    @Inject Accounts accounts;
    @Inject Passwords passwords;
    @Inject Transactions transactions;
    @Inject ConfirmationMail confirmation;
    @Inject LogIns logIns;
    @Inject LinkMails linkMails;
    @Inject AfterAnswer afterAnswer;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject OwnerNotice ownerNotice;

    /**
     * Registers and returns the page of a step that the log-in waits for, else the next URI, else
     * the root URI; all below the context root.
     */
    public String register(String typedEmail, String password, boolean confirmed, String next) {
        CurrentRequest.required();
        EmailAddress email = EmailAddress.parse(typedEmail);
        open.require(Optional.of(email), PasswordLogIn.METHOD);
        requireFew();
        passwords.check(password, email.text());
        NextUri.check(next);
        refuseTaken(email);
        String hash = hash(password);
        return make(new NewAccount(email, hash, PasswordLogIn.METHOD, made -> {}), confirmed, next);
    }

    /** Makes an account without a password. Tells where to go, as {@link #register} does. */
    public String register(NewAccount account, String next) {
        requireFew();
        requireOpen(account.email(), account.method());
        NextUri.check(next);
        return make(account, false, next);
    }

    /**
     * Refuses what {@link #register(NewAccount, String)} would refuse.
     *
     * @throws ResourceAlreadyExistsException if the address is taken, unless accounts are concealed
     */
    public void requireOpen(EmailAddress email, String method) {
        open.require(Optional.of(email), method);
        refuseTaken(email);
    }

    private String make(NewAccount account, boolean confirmed, String next) {
        String to = logIns.next();
        if (config.concealAccounts()) {
            createConcealed(account, confirmed, next);
        } else {
            LoginResult result =
                    transactions.required(() -> createAndLogIn(account, confirmed, next));
            if (result == LoginResult.SECOND_FACTOR_REQUIRED) {
                return logIns.stepPage().orElse(to);
            }
        }
        return to;
    }

    private void requireFew() {
        if (!ip.network().map(from -> throttle.take(Limit.REGISTER_NETWORK, from)).orElse(true)) {
            throw new AccessDeniedException(
                    "too_many_registrations", "Too many registrations; try again in a minute");
        }
    }

    private String hash(String password) {
        try (HashingTurn turn = passwords.turn()) {
            return turn.hash(password);
        }
    }

    /** Refuses a taken address before the password is hashed. */
    private void refuseTaken(EmailAddress email) {
        if (!config.concealAccounts()
                && transactions.required(() -> accounts.byEmail(email)).isPresent()) {
            throw Accounts.taken();
        }
    }

    /**
     * Gives the same response whether the address is taken or not; the owner of a taken one gets a
     * mail. The address is looked up after the response, unless the application vouches for it.
     */
    private void createConcealed(NewAccount account, boolean confirmed, String next) {
        EmailAddress email = account.email();
        String language = ownerNotice.language();
        if (confirmed) {
            createOrTell(email, language, () -> create(account, true));
        } else {
            LinkMails.Asked asked = linkMails.asked(TEMPLATE);
            afterAnswer.run(
                    () ->
                            createOrTell(
                                    email,
                                    language,
                                    () ->
                                            confirmation.send(
                                                    create(account, false),
                                                    email,
                                                    next,
                                                    TEMPLATE,
                                                    asked)));
        }
    }

    private void createOrTell(EmailAddress email, String language, Runnable create) {
        Optional<Account> owner = transactions.required(() -> accounts.byEmail(email));
        if (owner.isPresent()) {
            ownerNotice.send(email, owner.get(), language);
        } else {
            try {
                transactions.required(create);
            } catch (ResourceAlreadyExistsException e) {
                // A concurrent registration has created the account.
            }
        }
    }

    /** Logs in before mailing the link, because the link belongs to the log-in that requests it. */
    private LoginResult createAndLogIn(NewAccount account, boolean confirmed, String next) {
        Account made = create(account, confirmed);
        LoginResult result =
                logIns.enter(new Proof(made.id(), made.epoch(), account.method(), false, false));
        if (!confirmed) {
            confirmation.send(made, account.email(), next, TEMPLATE);
        }
        return result;
    }

    private Account create(NewAccount account, boolean confirmed) {
        Account made =
                accounts.create(account.email(), account.hash(), confirmed, account.method());
        account.begin().accept(made);
        return made;
    }
}
