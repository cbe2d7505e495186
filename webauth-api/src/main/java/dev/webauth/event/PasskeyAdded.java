package dev.webauth.event;

/**
 * A passkey is one more way into the account. A sign-up with a passkey fires {@link Registered}
 * first.
 *
 * @param userId the account
 * @param passkeyId of {@code Passkey.id()}
 */
public record PasskeyAdded(long userId, String passkeyId) implements AccountEvent {
    @Override
    public String logText() {
        return "passkey.added:" + passkeyId;
    }
}
