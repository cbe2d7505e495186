package dev.webauth.event;

/**
 * A second factor was set up.
 *
 * @param userId the account
 * @param factor {@code totp} or {@code passkey}
 */
public record SecondFactorEnrolled(long userId, String factor) implements AccountEvent {
    @Override
    public String logText() {
        return "second_factor.enrolled:" + factor;
    }
}
