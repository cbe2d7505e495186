package dev.webauth.impl.account;

/**
 * The values for a password check.
 *
 * @param epoch the account's epoch when its password was read
 * @param stored the stored hash; null for an account without a password
 */
public record Credentials(long userId, String epoch, String stored) {}
