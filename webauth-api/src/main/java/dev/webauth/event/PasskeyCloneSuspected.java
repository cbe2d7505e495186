package dev.webauth.event;

/**
 * A passkey was refused because its signature counter did not grow: two devices may hold its key
 * (WebAuthn Level 3, section 6.1.1).
 *
 * @param userId the account
 * @param passkeyId of {@code Passkey.id()}
 */
public record PasskeyCloneSuspected(long userId, String passkeyId) implements AccountEvent {
    @Override
    public String logText() {
        return "passkey.clone:" + passkeyId;
    }
}
