package dev.webauth.impl.authorization;

import jakarta.security.enterprise.CallerPrincipal;
import java.util.Set;

/**
 * The caller of a request, authenticated by session or API key.
 *
 * @param roles the roles that the application assigns, else the standard ones
 */
record RequestCaller(long userId, boolean confirmed, Set<String> roles) {

    /**
     * The role name that means any authenticated caller in {@code @RolesAllowed} and descriptors.
     */
    private static final String ANY = "**";

    /** The principal's name is the id: an e-mail address can change and may be missing. */
    CallerPrincipal principal() {
        return new CallerPrincipal(Long.toString(userId));
    }

    boolean isIn(String role) {
        return role.equals(ANY) || roles.contains(role);
    }
}
