package dev.webauth.impl.account;

import java.util.Optional;

/**
 * Everything older than this moment ends for an account. {@link Accounts#revoke} fires it within
 * the transaction of the change; each feature observes it and ends what it owns.
 *
 * @param before the account as it was, with the epoch that ends here
 * @param epoch the epoch from now on
 * @param survivor the id of the log-in that made the change and goes on; empty if none does
 */
public record Revoked(Account before, Cause cause, String epoch, Optional<Long> survivor) {

    /** Why things end; {@code docs/account.md} has the table of what each cause ends. */
    public enum Cause {
        /** The owner set a password. */
        PASSWORD(true),
        /** The account got another address. */
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

        /** Whether links and steps under way end, too. */
        public boolean changesEpoch() {
            return changesEpoch;
        }
    }

    public long userId() {
        return before.id();
    }
}
