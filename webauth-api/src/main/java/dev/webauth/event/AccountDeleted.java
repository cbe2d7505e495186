package dev.webauth.event;

/**
 * An account is deleted, by its owner or by the cleanup. Fired in the transaction of the deletion,
 * before the row goes: an observer may delete rows of the application that refer to it.
 *
 * @param userId the account
 */
public record AccountDeleted(long userId) implements AccountEvent {
    @Override
    public String logText() {
        return "delete";
    }
}
