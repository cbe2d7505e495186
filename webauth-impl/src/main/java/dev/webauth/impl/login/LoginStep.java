package dev.webauth.impl.login;

import dev.webauth.impl.account.Account;

/** A further step that a log-in may require after the proof, such as a second factor. */
public interface LoginStep {

    /** The step's name in a pending log-in. */
    String name();

    /** The page of the step, below the context root. */
    String page();

    /** Whether the proof already satisfies the step. */
    default boolean isPassedBy(Proof proof) {
        return false;
    }

    /** Whether this log-in must pass the step, unless its proof does. The account is locked. */
    boolean isDue(Account account, Proof proof);
}
