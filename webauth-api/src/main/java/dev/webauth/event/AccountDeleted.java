package dev.webauth.event;

/**
 * An account is being deleted, by its owner, an operator or the cleanup. The event is fired in the
 * transaction of the deletion, before the row is deleted. An observer may delete rows of the
 * application that refer to it.
 *
 * @param userId the account
 */
public record AccountDeleted(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "delete";
    }
}
