package dev.webauth.impl.account;

import dev.webauth.User;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.impl.mail.EmailAddress;
import java.time.OffsetDateTime;
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
        OffsetDateTime created,
        Optional<OffsetDateTime> active,
        Optional<OffsetDateTime> mailboxProved) {

    static Account of(WebAuthUser row) {
        return new Account(
                row.getId(),
                Optional.ofNullable(row.getEmail()).map(EmailAddress::new),
                row.isConfirmed(),
                row.isDisabled(),
                row.isOtp(),
                row.getEpoch(),
                row.getCreated(),
                Optional.ofNullable(row.getActive()),
                Optional.ofNullable(row.getMailboxProved()));
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
                created.toInstant(),
                active.map(OffsetDateTime::toInstant));
    }

    /** The address, if its owner has confirmed it. Notices are sent to no other address. */
    public Optional<EmailAddress> confirmedEmail() {
        return email.filter(address -> confirmed);
    }
}
