package dev.webauth.event;

/**
 * An operator has taken all second factors of the account away.
 *
 * @param userId the account
 */
public record SecondFactorsReset(long userId) implements AccountEvent {}
