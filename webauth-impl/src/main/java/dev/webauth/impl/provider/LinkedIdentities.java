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
 * Logs in and links accounts by identity. The e-mail address is never used for this: who controls
 * an address at some provider must not get into the account with that address here (ASVS 10.5.2).
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

    /** Logs in the account of an identity; creates the account if there is none. */
    LoginResult logIn(Client client, Identity identity, Optional<String> next) {
        return again(() -> transactions.required(() -> enter(client, identity, next)));
    }

    /**
     * Repeats the work once. Of several concurrent sign-ins with the same new identity or address
     * only one can insert the account. The others fail with a constraint violation and find that
     * account when they run again.
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
        // Read again after the lock: a recovery may just have removed the identity.
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
        Account account =
                accounts.create(
                        email.orElse(null), null, true, identity.provider(), identity.claims());
        rows.insert(account.id(), identity);
        return account;
    }

    /**
     * Links an identity to the caller's account. Does nothing if it is linked already.
     *
     * @throws ResourceAlreadyExistsException if it is linked to another account
     */
    void link(Caller caller, Identity identity) {
        again(
                () ->
                        transactions.required(
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
        events.fire(new ProviderLinked(account.id(), identity.provider(), identity.claims()));
        rows.notifyOwner(account, "provider-linked");
    }

    /** Whether the identity is linked to the caller's account, which proves who the caller is. */
    boolean reauthenticate(Caller caller, Identity identity) {
        return transactions.required(
                () -> {
                    boolean same = leadsInto(callers.lock(caller), identity);
                    if (same) {
                        callers.proved(caller);
                    }
                    return same;
                });
    }
}
