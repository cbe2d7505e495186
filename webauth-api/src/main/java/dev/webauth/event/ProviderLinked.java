package dev.webauth.event;

/**
 * A provider's identity was linked to the account and can log in to it.
 *
 * @param userId the account
 * @param provider the provider's id, such as {@code github}
 */
public record ProviderLinked(long userId, String provider) implements AccountEvent {
    @Override
    public String logText() {
        return "provider.linked:" + provider;
    }
}
