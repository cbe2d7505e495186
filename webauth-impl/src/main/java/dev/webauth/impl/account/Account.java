package dev.webauth.impl.account;

import dev.webauth.User;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.impl.mail.EmailAddress;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An account as it was read; it holds neither the password nor another secret.
 *
 * @param epoch a random value that changes when everything older must end
 * @param mailboxProved when somebody last proved by a link, or the application vouched, that the
 *     mailbox is the owner's
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

    /** What applications see of it. */
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

    /** The address, if its owner has proved it; notices go nowhere else. */
    public Optional<EmailAddress> confirmedEmail() {
        return email.filter(address -> confirmed);
    }
}
