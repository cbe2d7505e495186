package dev.webauth.event;

import java.util.Set;

/**
 * A user logged in. Every kind of log-in fires it once, after the last factor. A registration that
 * logs in fires {@link Registered} first.
 *
 * @param userId the account
 * @param method {@code password}, {@code recovery}, {@code confirm}, {@code passkey}, or the
 *     provider's id
 * @param factors all proofs, including {@code method}
 * @param remembered whether the browser stays logged in after it is closed
 */
public record LoggedIn(long userId, String method, Set<String> factors, boolean remembered)
        implements AccountEvent {
    @Override
    public String logText() {
        return "login:" + method;
    }
}
