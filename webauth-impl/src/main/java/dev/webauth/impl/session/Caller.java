package dev.webauth.impl.session;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.mail.EmailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * The logged-in account and its log-in, as read from the database in this request.
 *
 * @param sessionId the id of the log-in's row
 * @param selector the digest by which that row is found
 * @param method how the caller logged in
 * @param remembered whether the browser stays logged in after it is closed
 * @param proved when the caller last proved their identity; empty if a mailed link was the proof
 * @param secondFactor when the caller last proved a second factor; empty if never in this log-in
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
