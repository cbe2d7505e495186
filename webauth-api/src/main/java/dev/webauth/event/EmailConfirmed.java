package dev.webauth.event;

/**
 * The account's owner has proved that they read mail at its address.
 *
 * @param userId the account
 */
public record EmailConfirmed(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "email.confirmed";
    }
}
