package dev.webauth.event;

/**
 * Somebody used a recovery code as the second factor.
 *
 * @param userId the account
 * @param left how many codes are left
 */
public record RecoveryCodeUsed(long userId, int left) implements AccountEvent {
    @Override
    public String logText() {
        return "recovery_code.used";
    }
}
