package dev.webauth.impl.selfservice;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Informs the owner of an address that somebody has tried to register it. The visitor must not
 * learn that the address has an account.
 */
@ApplicationScoped
class OwnerNotice {

    private static final String TEMPLATE = "already-registered";

    @Inject Accounts accounts;
    @Inject Outbox outbox;
    @Inject Transactions transactions;
    @Inject Throttle throttle;

    /** The language of the notice, from the current request. */
    String language() {
        return outbox.language(TEMPLATE);
    }

    /**
     * The limit is checked outside a transaction: a second connection per caller could exhaust the
     * pool.
     */
    void send(EmailAddress email, Account owner, String language) {
        if (throttle.take(Limit.NOTICE, email.text())) {
            transactions.required(
                    () ->
                            accounts.lock(owner.id())
                                    .ifPresent(held -> put(email, held.id(), language)));
        }
    }

    private void put(EmailAddress email, long ownerId, String language) {
        outbox.notice(email, ownerId, TEMPLATE, language);
    }
}
