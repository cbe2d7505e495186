package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * An account as it stood when it was read: every column of {@code webauth_user} that is not a
 * secret, and the API key that was presented to find it.
 *
 * @param id the primary key; never used again after the account is deleted
 * @param email the canonical e-mail address; empty for an account that has none yet
 * @param apiKey the key that was presented; empty text if the account was found otherwise. Does not
 *     appear in {@link #toString()}
 * @param confirmed whether the account's owner has proved a mailbox or came by a provider
 * @param disabled whether an operator has closed the account
 * @param otp whether one-time passwords are switched on as a second factor
 * @param created when the account was made
 * @param active when the account was last used to log in; empty before the first time
 */
public record User(
        long id,
        Optional<String> email,
        String apiKey,
        boolean confirmed,
        boolean disabled,
        boolean otp,
        Instant created,
        Optional<Instant> active) {

    /** Leaves the API key out, so that a log line about a user gives nothing away. */
    @Override
    public String toString() {
        return "User[id=" + id + ", confirmed=" + confirmed + "]";
    }
}
