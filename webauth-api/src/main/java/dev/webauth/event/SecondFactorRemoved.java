package dev.webauth.event;

/**
 * A second factor was removed.
 *
 * @param userId the account
 * @param factor {@code totp} or {@code passkey}
 */
public record SecondFactorRemoved(long userId, String factor) implements AccountEvent {
    @Override
    public String logText() {
        return "second_factor.removed:" + factor;
    }
}
