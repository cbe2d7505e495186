package dev.webauth.impl.provider;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.ProviderLinked;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Outage;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which identity leads into which account. Never by e-mail: who may write an address at some
 * provider must not get into the account of its owner here (ASVS 10.5.2).
 */
@ApplicationScoped
class LinkedIdentities {

    @Inject WebAuthConfig config;
    @Inject IdentityRows rows;
    @Inject Accounts accounts;
    @Inject Transactions transactions;
    @Inject HttpSessions sessions;
    @Inject Event<AccountEvent> events;

    /** Logs the identity's account in, which is made if there is none yet. */
    void logIn(Client client, Identity identity) {
        WebAuthUser account = again(() -> transactions.joined(() -> enter(client, identity)));
        sessions.begin(account.getId(), account.getEpoch(), identity.provider(), false);
    }

    /**
     * Of many who come at the same instant with a new identity, or with one new address, one makes
     * the account; the database refuses the others, who then find what there is.
     */
    private static <T> T again(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (Outage.isConstraint(e) || isTaken(e)) {
                return work.get();
            }
            throw e;
        }
    }

    private static boolean isTaken(RuntimeException e) {
        return e instanceof ResourceAlreadyExistsException taken
                && taken.code().equals("email_taken");
    }

    private WebAuthUser enter(Client client, Identity identity) {
        Optional<WebAuthUser> known =
                rows.find(identity).map(IdentityRow::userId).flatMap(accounts::hold);
        WebAuthUser account = known.orElseGet(() -> create(client, identity));
        known.ifPresent(found -> rows.refresh(identity));
        accounts.touch(account.getId());
        events.fire(new LoggedIn(account.getId(), identity.provider()));
        return account;
    }

    private WebAuthUser create(Client client, Identity identity) {
        if (!config.allowRegistration()) {
            throw new AccessDeniedException("registration_closed", "Registration is closed");
        }
        Optional<EmailAddress> email =
                identity.email()
                        .filter(address -> client.isTrue("trust-email"))
                        .filter(address -> identity.emailVerified())
                        .filter(address -> accounts.byEmail(address).isEmpty());
        WebAuthUser account = accounts.create(email.orElse(null), null, true, identity.provider());
        rows.insert(account.getId(), identity);
        return account;
    }

    /**
     * Makes the identity one more way into an account. The second time it does nothing.
     *
     * @throws ResourceAlreadyExistsException if it leads into another account
     */
    void link(long userId, Identity identity) {
        again(
                () ->
                        transactions.joined(
                                () -> {
                                    add(userId, identity);
                                    return null;
                                }));
        sessions.refresh();
    }

    private void add(long userId, Identity identity) {
        WebAuthUser account =
                accounts.hold(userId)
                        .orElseThrow(() -> new AccessDeniedException("The account was deleted"));
        Optional<IdentityRow> known = rows.find(identity);
        if (known.isPresent()) {
            if (known.get().userId() != userId) {
                throw new ResourceAlreadyExistsException(
                        "provider_exists", "This identity belongs to another account");
            }
            rows.refresh(identity);
            return;
        }
        rows.insert(userId, identity);
        events.fire(new ProviderLinked(userId, identity.provider()));
        rows.tell(account, "provider-linked");
    }
}
