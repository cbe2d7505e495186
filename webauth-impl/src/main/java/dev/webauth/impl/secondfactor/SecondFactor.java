package dev.webauth.impl.secondfactor;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Page;

/**
 * A kind of second factor, a bean for each kind; another artifact may add one.
 *
 * <p>A kind whose proof is a typed code is checked by {@link CodeCheck}. Any other kind has a route
 * of its own, which verifies what the browser sends and then calls {@link SecondFactorStep#passed};
 * to set the factor up it calls {@link SecondFactors#added}, and {@link SecondFactors#removed} when
 * it is removed.
 */
public interface SecondFactor {

    /**
     * Names the kind in {@code LoggedIn.factors}, in events, notices and JSON, such as {@code
     * totp}. A log-in whose method has this name needs no further factor.
     */
    String name();

    /** Whether the account has one of this kind; within a transaction. */
    boolean isSetUp(long userId);

    /**
     * Whether an account with no other kind is asked for it after another proof, where the policy
     * leaves it to the account. Whoever adds a passkey to log in with does not want to need it
     * wherever the password is typed.
     */
    default boolean isAskedAlone() {
        return true;
    }

    /** Adds to the step page what asks for the factor; only if the account has one. */
    Page ask(Page page, Exchange exchange, Account account);

    /** Adds to the step page what sets the factor up; for an account that must have one. */
    Page offer(Page page, Exchange exchange, Account account);

    /** Deletes all that the account has of this kind; within a transaction that holds it. */
    void delete(long userId);
}
