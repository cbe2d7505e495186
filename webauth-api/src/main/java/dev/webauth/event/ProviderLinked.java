package dev.webauth.event;

import java.util.Map;

/**
 * A provider's identity was linked to the account and can log in to it.
 *
 * @param userId the account
 * @param provider the provider's id, such as {@code github}
 * @param claims what the provider sent about the user; see {@link Registered}. Personal data;
 *     immutable; not in {@link #toString()}
 */
public record ProviderLinked(long userId, String provider, Map<String, String> claims)
        implements AccountEvent {

    /**
     * Copies the claims.
     *
     * @param userId the account
     * @param provider the provider's id
     * @param claims what the provider sent
     */
    public ProviderLinked {
        claims = Map.copyOf(claims);
    }

    /** Leaves the claims out, so that a log line about the event holds no personal data. */
    @Override
    public String toString() {
        return "ProviderLinked[userId=" + userId + ", provider=" + provider + "]";
    }

    @Override
    public String logText() {
        return "provider.linked:" + provider;
    }
}
