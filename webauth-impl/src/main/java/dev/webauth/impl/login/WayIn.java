package dev.webauth.impl.login;

import dev.webauth.impl.account.Account;

/** A kind of proof that logs in to an account without a mailed link. */
public interface WayIn {

    /** How many proofs of this kind lead into the account; within a transaction. */
    int count(Account account);
}
