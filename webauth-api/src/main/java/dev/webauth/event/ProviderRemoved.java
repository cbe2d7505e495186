package dev.webauth.event;

/**
 * A provider's identity is no longer a way into the account.
 *
 * @param userId the account
 * @param provider the provider's id, such as {@code github}
 */
public record ProviderRemoved(long userId, String provider) implements AccountEvent {
    @Override
    public String logText() {
        return "provider.removed:" + provider;
    }
}
