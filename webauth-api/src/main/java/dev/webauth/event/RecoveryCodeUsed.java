package dev.webauth.event;

/**
 * A recovery code took the place of a second factor.
 *
 * @param userId the account
 * @param left how many codes are left
 */
public record RecoveryCodeUsed(long userId, int left) implements AccountEvent {}
