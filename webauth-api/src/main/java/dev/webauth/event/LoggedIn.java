package dev.webauth.event;

/**
 * Somebody logged in.
 *
 * @param userId the account
 * @param method {@code password}, {@code recovery}, {@code confirm}, or the provider's id
 */
public record LoggedIn(long userId, String method) implements AccountEvent {}
