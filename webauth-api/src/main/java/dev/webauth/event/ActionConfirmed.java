package dev.webauth.event;

/**
 * A one-time link of the library or the application was used and its action has run.
 *
 * @param userId the account
 * @param method the action of the link, such as {@code account.confirm}, {@code account.remind}, or
 *     the name of the application's {@code ConfirmAction}
 */
public record ActionConfirmed(long userId, String method) implements AccountEvent {
    @Override
    public String logText() {
        return "confirm:" + method;
    }
}
