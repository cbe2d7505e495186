package dev.webauth.event;

/**
 * The account was created.
 *
 * @param userId the account
 * @param method {@code password}, or the provider's id
 */
public record Registered(long userId, String method) implements AccountEvent {
    @Override
    public String logText() {
        return "register:" + method;
    }
}
