package dev.webauth.impl.session;

import dev.webauth.impl.account.Account;
import java.util.Set;

/**
 * A log-in that is about to begin.
 *
 * @param account locked, as it is now
 * @param method how it was made: {@code password}, {@code recovery}, {@code confirm} or a
 *     provider's id
 * @param factors everything that was proved, the method included
 * @param mailboxProved whether a link proved the mailbox, which begins a confirmed session
 * @param secondFactor whether a second factor was proved
 * @param remember whether the browser is to stay logged in after it is closed
 */
public record NewLogIn(
        Account account,
        String method,
        Set<String> factors,
        boolean mailboxProved,
        boolean secondFactor,
        boolean remember) {}
