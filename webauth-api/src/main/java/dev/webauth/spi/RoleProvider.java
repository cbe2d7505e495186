package dev.webauth.spi;

import java.util.Set;

/**
 * Determines the roles of an account, for {@code isUserInRole}, {@code @RolesAllowed} and the like:
 * a CDI bean. Without one every account has the standard roles.
 */
public interface RoleProvider {

    /** The role of every caller who is logged in or sends a valid API key. */
    String USER = "user";

    /** The role of every caller whose account is confirmed. */
    String CONFIRMED = "confirmed";

    /**
     * The roles of an account. Called once in each request of an authenticated caller, before code
     * of the application runs. It must therefore be fast, and must not itself require a role.
     *
     * @param userId the account
     * @param standard {@link #USER}, and {@link #CONFIRMED} for a confirmed account; unmodifiable
     * @return the complete set of roles; omit a standard role to take it away
     */
    Set<String> roles(long userId, Set<String> standard);
}
