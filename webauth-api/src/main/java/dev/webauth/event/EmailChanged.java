package dev.webauth.event;

/**
 * The account's e-mail address is another one now, and confirmed.
 *
 * @param userId the account
 */
public record EmailChanged(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "email.changed";
    }
}
