package dev.webauth.event;

import java.util.Map;

/**
 * The account was created.
 *
 * @param userId the account
 * @param method {@code password}, {@code operator}, or the provider's id
 * @param claims what the provider sent about the user, under the provider's own names. A value that
 *     is no text is in JSON. Empty without a provider; immutable. Personal data: the library hands
 *     it over once and does not store it. {@code email} is verified only with {@code
 *     email_verified}. Not in {@link #toString()}
 */
public record Registered(long userId, String method, Map<String, String> claims)
        implements AccountEvent {

    /**
     * Copies the claims.
     *
     * @param userId the account
     * @param method {@code password}, {@code operator}, or the provider's id
     * @param claims what the provider sent
     */
    public Registered {
        claims = Map.copyOf(claims);
    }

    /**
     * Without a provider.
     *
     * @param userId the account
     * @param method {@code password} or {@code operator}
     */
    public Registered(long userId, String method) {
        this(userId, method, Map.of());
    }

    /** Leaves the claims out, so that a log line about the event holds no personal data. */
    @Override
    public String toString() {
        return "Registered[userId=" + userId + ", method=" + method + "]";
    }

    @Override
    public String logText() {
        return "register:" + method;
    }
}
