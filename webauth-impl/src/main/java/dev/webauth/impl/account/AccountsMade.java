package dev.webauth.impl.account;

import java.util.List;

/**
 * Accounts were made, one or many in one go. Fired before {@code Registered}, in the same
 * transaction, so that features write what belongs to new accounts with few statements.
 *
 * @param method how they came to be
 */
public record AccountsMade(List<Long> userIds, String method) {}
