package dev.webauth.event;

/**
 * The caller requested a change of the account's e-mail address. The account still has the old
 * address, unless that was never confirmed.
 *
 * @param userId the account
 */
public record EmailChangeRequested(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "email.change.requested";
    }
}
