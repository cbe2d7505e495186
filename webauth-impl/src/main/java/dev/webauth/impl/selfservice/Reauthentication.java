package dev.webauth.impl.selfservice;

import dev.webauth.impl.account.Account;
import java.util.List;

/** Ways, beside the password, in which the owner of an account can prove who they are. */
public interface Reauthentication {

    /**
     * One way.
     *
     * @param title what it is called, such as the name of a provider
     * @param path where it begins, below the context root
     */
    record Way(String title, String path) {}

    /** Whether the ways also lead into the account by themselves, as a provider does. */
    default boolean isWayIn() {
        return true;
    }

    /** The ways that this account has; each leads to the next URI in the end. */
    List<Way> ways(Account account, String next);
}
