package dev.webauth.event;

/**
 * An operator removed all second factors of the account.
 *
 * @param userId the account
 */
public record SecondFactorsReset(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "second_factor.reset";
    }
}
