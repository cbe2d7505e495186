package dev.webauth.spi;

import dev.webauth.User;

/**
 * Decides for each account whether it is asked for a second factor. A CDI bean of the application
 * that implements this takes the place of {@code webauth.second-factor}: it can ask administrators
 * for one, for example.
 *
 * <p>It is asked at each log-in and whenever an account sets a factor up or removes one, in the
 * transaction of that; so it must be quick.
 */
public interface SecondFactorPolicy {

    /** Whether an account is asked for a second factor. */
    enum Need {
        /** It cannot set one up, and is not asked even if it has one. */
        OFF,
        /** It may set one up, and is asked from then on. */
        OPTIONAL,
        /** It must set one up before it can log in, and cannot remove the last one. */
        REQUIRED
    }

    /**
     * Whether this account is asked.
     *
     * @param account as it is now; never with its API key
     * @return never null
     */
    Need need(User account);
}
