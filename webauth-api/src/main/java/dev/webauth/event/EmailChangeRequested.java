package dev.webauth.event;

/**
 * Somebody who is logged in asked to change the account's e-mail address; the address is still the
 * old one, unless that was never confirmed.
 *
 * @param userId the account
 */
public record EmailChangeRequested(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "email.change.requested";
    }
}
