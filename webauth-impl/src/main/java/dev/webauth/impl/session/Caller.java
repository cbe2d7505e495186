package dev.webauth.impl.session;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.mail.EmailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * The account that is logged in and the log-in itself, as the database had them in this request.
 *
 * @param sessionId the row of the log-in
 * @param selector what finds that row; a digest
 * @param method how this log-in was made
 * @param remembered whether the browser stays logged in after it is closed
 * @param proved when the caller last proved who they are; empty if a mailed link did it
 * @param secondFactor when the caller last proved a second factor; empty if none was proved
 * @param confirmedSession whether the mailbox was proved in the last minutes
 */
public record Caller(
        Account account,
        long sessionId,
        String selector,
        String method,
        boolean remembered,
        Optional<Instant> proved,
        Optional<Instant> secondFactor,
        boolean confirmedSession) {

    static Caller of(Account account, SessionRow row, Instant now) {
        return new Caller(
                account,
                row.id(),
                row.selector(),
                row.method(),
                row.remembered(),
                row.proved(),
                row.secondFactor(),
                row.confirmedUntil().filter(now::isBefore).isPresent());
    }

    public long userId() {
        return account.id();
    }

    public Optional<EmailAddress> email() {
        return account.email();
    }

    public boolean confirmed() {
        return account.confirmed();
    }
}
