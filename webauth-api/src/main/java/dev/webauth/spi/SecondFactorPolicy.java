package dev.webauth.spi;

import dev.webauth.User;

/**
 * Decides for each account whether it uses a second factor. A CDI bean of the application that
 * implements this replaces {@code webauth.second-factor}. For example, it can require a second
 * factor of administrators.
 *
 * <p>The library calls it at each log-in, and when an account sets up or removes a factor, within
 * the transaction; so it must be fast. An exception refuses the log-in.
 */
public interface SecondFactorPolicy {

    /** Whether an account uses a second factor. */
    enum Need {
        /** It cannot set one up, and a log-in does not ask for one that exists. */
        OFF,
        /** It may set one up; log-ins ask for it from then on. */
        OPTIONAL,
        /** It must set one up to complete a log-in, and cannot remove the last one. */
        REQUIRED
    }

    /**
     * Decides for one account.
     *
     * @param account as it is now, without its API key
     * @return never null
     */
    Need need(User account);
}
