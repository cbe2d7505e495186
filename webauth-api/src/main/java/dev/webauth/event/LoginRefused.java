package dev.webauth.event;

/**
 * A log-in failed, or the check of a password or of a second factor's code.
 *
 * @param userId the account
 * @param throttled whether it was refused without checking the password, after too many failures
 */
public record LoginRefused(long userId, boolean throttled) implements AccountEvent {
    @Override
    public String logText() {
        return throttled ? "login.throttled" : "login.failed";
    }
}
