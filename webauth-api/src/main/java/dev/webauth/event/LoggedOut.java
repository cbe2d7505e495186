package dev.webauth.event;

/**
 * A user logged out.
 *
 * @param userId the account
 */
public record LoggedOut(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "logout";
    }
}
