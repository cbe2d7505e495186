package dev.webauth.impl.login;

import dev.webauth.impl.account.Account;

/** A further step that a log-in may require after the proof, such as a second factor. */
public interface LoginStep {

    /** The step's name in a pending log-in and in {@code LoggedIn.factors}. */
    String name();

    /** Whether this log-in must pass the step. The account is locked. */
    boolean isDue(Account account, Proof proof);
}
