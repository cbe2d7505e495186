package dev.webauth.event;

import java.util.Set;

/**
 * Somebody logged in. Every way in fires it once, after the last factor; a registration that logs
 * in fires {@link Registered} first.
 *
 * @param userId the account
 * @param method {@code password}, {@code recovery}, {@code confirm}, {@code passkey}, or the
 *     provider's id
 * @param factors everything that was proved, {@code method} included
 * @param remembered whether the browser stays logged in after it is closed
 */
public record LoggedIn(long userId, String method, Set<String> factors, boolean remembered)
        implements AccountEvent {}
