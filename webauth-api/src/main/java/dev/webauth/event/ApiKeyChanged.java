package dev.webauth.event;

/**
 * The account has a new API key; the old one no longer works.
 *
 * @param userId the account
 */
public record ApiKeyChanged(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "api_key.changed";
    }
}
