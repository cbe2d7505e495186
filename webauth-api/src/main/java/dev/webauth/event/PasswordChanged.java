package dev.webauth.event;

/**
 * The account's password was set, and its other sessions ended.
 *
 * @param userId the account
 */
public record PasswordChanged(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "password.changed";
    }
}
