package dev.webauth.event;

/**
 * A passkey no longer leads into the account.
 *
 * @param userId the account
 * @param passkeyId of {@code Passkey.id()}
 */
public record PasskeyRemoved(long userId, String passkeyId) implements AccountEvent {
    @Override
    public String logText() {
        return "passkey.removed:" + passkeyId;
    }
}
