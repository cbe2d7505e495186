package dev.webauth.event;

/**
 * The account has new recovery codes. The earlier ones no longer work.
 *
 * @param userId the account
 */
public record RecoveryCodesChanged(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "recovery_codes.changed";
    }
}
