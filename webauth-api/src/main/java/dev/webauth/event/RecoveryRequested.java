package dev.webauth.event;

/**
 * A recovery link was requested.
 *
 * @param userId the account
 */
public record RecoveryRequested(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "remind";
    }
}
