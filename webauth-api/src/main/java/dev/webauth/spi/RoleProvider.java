package dev.webauth.spi;

import java.util.Set;

/**
 * Says what roles an account has, for {@code isUserInRole}, {@code @RolesAllowed} and the like: a
 * CDI bean. Without one everybody has the standard roles.
 */
public interface RoleProvider {

    /** The role of everybody who is logged in or sends a working API key. */
    String USER = "user";

    /** The role of those whose account is confirmed. */
    String CONFIRMED = "confirmed";

    /**
     * The roles of an account. Asked once in each request of somebody logged in, before the
     * application sees it; so it must be quick, and must not itself be guarded by roles.
     *
     * @param userId the account
     * @param standard {@link #USER}, and {@link #CONFIRMED} where it applies; unmodifiable
     * @return all its roles; what is not in it, the account has not, the standard roles included
     */
    Set<String> roles(long userId, Set<String> standard);
}
