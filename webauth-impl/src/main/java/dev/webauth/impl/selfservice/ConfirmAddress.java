package dev.webauth.impl.selfservice;

import dev.webauth.event.AccountEvent;
import dev.webauth.event.EmailChanged;
import dev.webauth.event.EmailConfirmed;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.login.Proof;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * The action {@code account.confirm}: confirms that the address belongs to the account. A new
 * address replaces the current one. In a browser that did not request the link, the account's
 * password is required, too. Otherwise an attacker could register somebody else's address and that
 * person would confirm it.
 */
@ApplicationScoped
class ConfirmAddress implements LinkActions.Own {

    static final String METHOD = "account.confirm";

    @Inject Accounts accounts;
    @Inject Outbox outbox;
    @Inject Event<AccountEvent> events;
    @Inject Transactions transactions;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Notice notice(Link link) {
        boolean password = transactions.required(() -> accounts.hasPassword(link.userId()));
        return new Notice(
                "selfservice.confirm",
                Map.of("email", link.email()),
                password ? Finish.PASSWORD : Finish.ONLY_WHERE_ASKED,
                true);
    }

    @Override
    public Optional<Proof> run(Link link, boolean inOwnBrowser) {
        Account account = accounts.byId(link.userId()).orElseThrow();
        EmailAddress email = new EmailAddress(link.email());
        boolean own = account.email().equals(Optional.of(email));
        String epoch = own ? confirm(account) : replace(account, email);
        return Optional.of(new Proof(link.userId(), epoch, "confirm", true, false))
                .filter(proof -> inOwnBrowser);
    }

    private String confirm(Account account) {
        accounts.proveMailbox(account.id());
        events.fire(new EmailConfirmed(account.id()));
        return account.epoch();
    }

    private String replace(Account account, EmailAddress email) {
        accounts.setEmail(account.id(), email);
        accounts.proveMailbox(account.id());
        String epoch = accounts.revoke(account, Revoked.Cause.EMAIL, Optional.empty());
        account.confirmedEmail()
                .ifPresent(old -> outbox.notice(old, account.id(), "email-changed"));
        events.fire(new EmailChanged(account.id()));
        return epoch;
    }

    /**
     * Deletes an account that was created with the reporter's address. An account that only wanted
     * to change to this address stays unchanged.
     */
    @Override
    public void disown(Link link) {
        accounts.byId(link.userId())
                .filter(
                        account ->
                                account.email().equals(Optional.of(new EmailAddress(link.email()))))
                .filter(account -> !account.confirmed())
                .ifPresent(account -> accounts.delete(account.id()));
    }
}
