package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * An account at the time it was read: every column of {@code webauth_user} that is not a secret,
 * and the API key by which it was found.
 *
 * @param id the primary key; never used again after the account is deleted
 * @param email the canonical e-mail address; empty for an account that has none yet
 * @param apiKey the key by which the account was found; empty text if it was found otherwise. It is
 *     not in {@link #toString()}
 * @param confirmed whether the owner has confirmed a mailbox, or a provider's sign-in created the
 *     account
 * @param disabled whether an operator has disabled the account
 * @param otp whether one-time passwords are enabled as a second factor
 * @param created when the account was created
 * @param active when somebody last logged in to the account; empty before the first log-in
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

    /** Omits the API key, so that a log line contains no secret. */
    @Override
    public String toString() {
        return "User[id=" + id + ", confirmed=" + confirmed + "]";
    }
}
