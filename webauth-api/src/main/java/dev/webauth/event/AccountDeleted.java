package dev.webauth.event;

/**
 * The account and all that belonged to it are gone.
 *
 * @param userId the account
 */
public record AccountDeleted(long userId) implements AccountEvent {}
