package dev.webauth.impl.provider;

import dev.webauth.LoginResult;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ProviderLinked;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.OpenRegistration;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.login.Proof;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
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

    @Inject OpenRegistration open;
    @Inject IdentityRows rows;
    @Inject Accounts accounts;
    @Inject Transactions transactions;
    @Inject Callers callers;
    @Inject LogIns logIns;
    @Inject Event<AccountEvent> events;

    /** Logs the identity's account in, which is made if there is none yet. */
    LoginResult logIn(Client client, Identity identity, Optional<String> next) {
        return again(() -> transactions.joined(() -> enter(client, identity, next)));
    }

    /**
     * Of several concurrent sign-ins with a new identity, or with one new address, one makes the
     * account; the database refuses the others, which then find what there is.
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

    private LoginResult enter(Client client, Identity identity, Optional<String> next) {
        // Looked at again under the lock: a recovery may just have removed the identity.
        Optional<Account> known =
                rows.find(identity)
                        .map(IdentityRow::userId)
                        .flatMap(accounts::lock)
                        .filter(account -> leadsInto(account, identity));
        Account account = known.orElseGet(() -> create(client, identity));
        known.ifPresent(found -> rows.refresh(identity));
        return logIns.enter(
                new Proof(account.id(), account.epoch(), identity.provider(), false, false), next);
    }

    private boolean leadsInto(Account account, Identity identity) {
        return rows.find(identity).filter(row -> row.userId() == account.id()).isPresent();
    }

    private Account create(Client client, Identity identity) {
        Optional<EmailAddress> proved = identity.email().filter(to -> identity.emailVerified());
        open.require(proved, identity.provider());
        Optional<EmailAddress> email =
                proved.filter(address -> client.isTrue("trust-email"))
                        .filter(address -> accounts.byEmail(address).isEmpty());
        Account account = accounts.create(email.orElse(null), null, true, identity.provider());
        rows.insert(account.id(), identity);
        return account;
    }

    /**
     * Makes the identity one more way into the caller's account. The second time it does nothing.
     *
     * @throws ResourceAlreadyExistsException if it leads into another account
     */
    void link(Caller caller, Identity identity) {
        again(
                () ->
                        transactions.joined(
                                () -> {
                                    add(callers.lock(caller), identity);
                                    return null;
                                }));
        callers.forget();
    }

    private void add(Account account, Identity identity) {
        Optional<IdentityRow> known = rows.find(identity);
        if (known.isPresent()) {
            if (known.get().userId() != account.id()) {
                throw new ResourceAlreadyExistsException(
                        "provider_exists", "This identity belongs to another account");
            }
            rows.refresh(identity);
            return;
        }
        rows.insert(account.id(), identity);
        events.fire(new ProviderLinked(account.id(), identity.provider()));
        rows.notifyOwner(account, "provider-linked");
    }

    /** Whether the identity is linked to the caller's account already, which proves the caller. */
    boolean reauthenticate(Caller caller, Identity identity) {
        return transactions.joined(
                () -> {
                    boolean same = leadsInto(callers.lock(caller), identity);
                    if (same) {
                        callers.proved(caller);
                    }
                    return same;
                });
    }
}
