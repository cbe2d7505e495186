package dev.webauth.impl.selfservice;

import dev.webauth.impl.account.Account;
import java.util.List;

/** Methods other than the password with which an account's owner can prove their identity. */
public interface Reauthentication {

    /**
     * One method.
     *
     * @param title its name for users, such as the name of a provider
     * @param path the path at which it starts, below the context root
     */
    record Way(String title, String path) {}

    /** Whether one of these methods alone is enough to log in, as with a provider. */
    default boolean isWayIn() {
        return true;
    }

    /** The methods of this account. Each finally redirects to the next URI. */
    List<Way> ways(Account account, String next);
}
