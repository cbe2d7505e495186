package dev.webauth.event;

/**
 * A provider's identity was removed from the account and cannot log in to it any more.
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
