package dev.webauth.event;

/**
 * The account has a new e-mail address, which is confirmed.
 *
 * @param userId the account
 */
public record EmailChanged(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "email.changed";
    }
}
