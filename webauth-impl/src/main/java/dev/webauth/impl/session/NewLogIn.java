package dev.webauth.impl.session;

import dev.webauth.impl.account.Account;
import java.util.Set;

/**
 * A log-in that is about to begin.
 *
 * @param account the locked account
 * @param method how the user logged in: {@code password}, {@code recovery}, {@code confirm} or a
 *     provider's id
 * @param factors all proofs, including the method
 * @param mailboxProved whether a link proved the mailbox, which begins a confirmed session
 * @param secondFactor whether a second factor was proved
 * @param remember whether the browser stays logged in after it is closed
 */
public record NewLogIn(
        Account account,
        String method,
        Set<String> factors,
        boolean mailboxProved,
        boolean secondFactor,
        boolean remember) {}
