package dev.webauth.impl.account;

import dev.webauth.User;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.impl.mail.EmailAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An account as read from the database, without the password and other secrets.
 *
 * @param epoch a random value; changing it invalidates everything issued before
 * @param mailboxProved when a mailed link, or the application, last proved that the mailbox is the
 *     owner's
 */
public record Account(
        long id,
        Optional<EmailAddress> email,
        boolean confirmed,
        boolean disabled,
        boolean otp,
        String epoch,
        Instant created,
        Optional<Instant> active,
        Optional<Instant> mailboxProved) {

    static Account of(WebAuthUser row) {
        return new Account(
                row.getId(),
                Optional.ofNullable(row.getEmail()).map(EmailAddress::new),
                row.isConfirmed(),
                row.isDisabled(),
                row.isOtp(),
                row.getEpoch(),
                row.getCreated().toInstant(),
                Optional.ofNullable(row.getActive()).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getMailboxProved()).map(OffsetDateTime::toInstant));
    }

    /** The public view of the account for applications. */
    public User asUser(String presentedKey) {
        return new User(
                id,
                email.map(EmailAddress::text),
                presentedKey,
                confirmed,
                disabled,
                otp,
                created,
                active);
    }

    /**
     * When the mailbox was last proved; 1970 if never. What was added to the account later may be
     * that of a thief of a session.
     */
    public OffsetDateTime lastMailboxProof() {
        return mailboxProved.orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC);
    }

    /** The address, if its owner has confirmed it. Notices are sent to no other address. */
    public Optional<EmailAddress> confirmedEmail() {
        return email.filter(address -> confirmed);
    }
}
