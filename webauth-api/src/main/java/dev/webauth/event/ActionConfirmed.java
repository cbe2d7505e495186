package dev.webauth.event;

/**
 * A one-time link was followed and did its work: the library's own or the application's.
 *
 * @param userId the account
 * @param method what the link did, such as {@code account.confirm}, {@code account.remind}, or the
 *     name of the application's {@code ConfirmAction}
 */
public record ActionConfirmed(long userId, String method) implements AccountEvent {
    @Override
    public String logText() {
        return "confirm:" + method;
    }
}
