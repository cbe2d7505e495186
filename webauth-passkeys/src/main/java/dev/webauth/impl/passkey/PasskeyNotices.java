package dev.webauth.impl.passkey;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.mail.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Mails to the owner of an account about its passkeys; within a transaction. */
@ApplicationScoped
class PasskeyNotices {

    @Inject Outbox outbox;

    /** Mails a notice to an account that has a proved address. */
    void send(Account account, String template) {
        account.confirmedEmail().ifPresent(to -> outbox.notice(to, account.id(), template));
    }
}
