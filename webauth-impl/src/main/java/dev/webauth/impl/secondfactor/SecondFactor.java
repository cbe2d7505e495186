package dev.webauth.impl.secondfactor;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.HtmlPage;

/**
 * A kind of second factor: one bean for each kind. Another artifact may add a kind.
 *
 * <p>{@link CodeCheck} checks typed codes. Any other kind has its own route, which verifies what
 * the browser sends and then calls {@link SecondFactorStep#passed}. It calls {@link
 * SecondFactors#added} after the set-up and {@link SecondFactors#removed} after the removal.
 */
public interface SecondFactor {

    /**
     * The name of the kind in {@code LoggedIn.factors}, in events and in JSON, such as {@code
     * totp}. A log-in with a method of this name does not need a further factor.
     */
    String name();

    /** Whether the account has one of this kind; within a transaction. */
    boolean isSetUp(long userId);

    /**
     * Whether an account with no other kind is asked for it after another proof, where the policy
     * leaves it to the account. A user may add a passkey to log in faster on one device, and still
     * log in by password on another.
     */
    default boolean isAskedAlone() {
        return true;
    }

    /** Adds the part of the step page that asks for the factor of an account that has one. */
    HtmlPage ask(HtmlPage page, Exchange exchange, Account account);

    /**
     * Adds the part of the step page that sets the factor up, for an account that must have one.
     */
    HtmlPage offer(HtmlPage page, Exchange exchange, Account account);

    /** Deletes the account's factors of this kind; within a transaction that has locked it. */
    void delete(long userId);
}
