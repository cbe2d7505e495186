package dev.webauth.impl.account;

import java.util.Optional;

/**
 * Event: everything that was issued to an account before this moment is revoked. {@link
 * Accounts#revoke} fires it in the transaction of the change; each feature observes it and deletes
 * its own rows.
 *
 * @param before the account before the change, with the epoch that ends
 * @param epoch the new epoch
 * @param survivor the id of the log-in that made the change and stays valid; empty if there is none
 */
public record Revoked(Account before, Cause cause, String epoch, Optional<Long> survivor) {

    /** The reason. {@code docs/account.md} has a table of what each cause revokes. */
    public enum Cause {
        /** The owner set a password. */
        PASSWORD(true),
        /** The account's address changed. */
        EMAIL(true),
        /** The owner proved the mailbox by a recovery link. */
        RECOVERY(true),
        /** An operator disabled the account. */
        DISABLED(true),
        /** The owner or an operator logged the account out everywhere. */
        EVERYWHERE(false);

        private final boolean changesEpoch;

        Cause(boolean changesEpoch) {
            this.changesEpoch = changesEpoch;
        }

        /** Whether links and pending steps are revoked, too. */
        public boolean changesEpoch() {
            return changesEpoch;
        }
    }

    public long userId() {
        return before.id();
    }
}
