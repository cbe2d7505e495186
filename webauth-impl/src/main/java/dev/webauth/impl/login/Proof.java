package dev.webauth.impl.login;

import java.util.Set;

/**
 * Proof of a user's identity.
 *
 * @param userId the account
 * @param epoch the account's epoch at the time of the check; the proof is invalid after a change
 * @param method {@code password}, {@code recovery}, {@code confirm}, {@code passkey}, or a
 *     provider's id
 * @param mailboxProved whether the proof was a mailed link
 * @param remember whether the browser stays logged in after it is closed
 */
public record Proof(
        long userId, String epoch, String method, boolean mailboxProved, boolean remember) {

    Set<String> factors() {
        return Set.of(method);
    }
}
