package dev.webauth.event;

/**
 * The account has new recovery codes; the earlier ones no longer work.
 *
 * @param userId the account
 */
public record RecoveryCodesChanged(long userId) implements AccountEvent {}
