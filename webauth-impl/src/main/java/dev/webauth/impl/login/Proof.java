package dev.webauth.impl.login;

import java.util.Set;

/**
 * Somebody has proved who they are.
 *
 * @param userId the account
 * @param epoch the account's epoch when the proof was checked; a later one makes it worthless
 * @param method {@code password}, {@code recovery}, {@code confirm}, {@code passkey}, or a
 *     provider's id
 * @param mailboxProved whether a mailed link was the proof
 * @param remember whether the browser is to stay logged in after it is closed
 */
public record Proof(
        long userId, String epoch, String method, boolean mailboxProved, boolean remember) {

    Set<String> factors() {
        return Set.of(method);
    }
}
