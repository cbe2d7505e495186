package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * An account that {@link Accounts#create(NewAccount)} is to make, as it was in another system:
 *
 * <pre>{@code
 * accounts.create(NewAccount.of("ada@example.org").withPasswordHash("$2b$12$…").asConfirmed());
 * }</pre>
 *
 * @param email the address; compared without regard to case
 * @param passwordHash what the other system has stored for the password; empty for an account that
 *     gets its password by a {@link Accounts#recoveryLink}. Does not appear in {@link #toString()}
 * @param confirmed whether the address is known to be the owner's
 * @param created when the account was made; empty for now
 */
public record NewAccount(
        String email, Optional<String> passwordHash, boolean confirmed, Optional<Instant> created) {

    /**
     * An account that is not confirmed and has no password.
     *
     * @param email the address
     * @return the account
     */
    public static NewAccount of(String email) {
        return new NewAccount(email, Optional.empty(), false, Optional.empty());
    }

    /**
     * The same account with a password.
     *
     * @param hash what the other system has stored, see docs/password.md for the schemes; null for
     *     none
     * @return a changed copy
     */
    public NewAccount withPasswordHash(String hash) {
        return new NewAccount(email, Optional.ofNullable(hash), confirmed, created);
    }

    /**
     * The same account with an address that is known to be the owner's.
     *
     * @return a changed copy
     */
    public NewAccount asConfirmed() {
        return new NewAccount(email, passwordHash, true, created);
    }

    /**
     * The same account, made at an earlier time.
     *
     * @param when when the other system made it. It counts for a confirmed account only: one that
     *     is not confirmed has its time to be confirmed from now on
     * @return a changed copy
     */
    public NewAccount createdAt(Instant when) {
        return new NewAccount(email, passwordHash, confirmed, Optional.of(when));
    }

    /** Leaves the address and the hash out, so that a log line gives nothing away. */
    @Override
    public String toString() {
        return "NewAccount[confirmed=" + confirmed + "]";
    }
}
