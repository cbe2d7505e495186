package dev.webauth.impl.authorization;

import jakarta.security.enterprise.CallerPrincipal;
import java.util.Set;

/**
 * Who makes a request, by session or by API key.
 *
 * @param roles what the application says, or the standard ones
 */
record RequestCaller(long userId, boolean confirmed, Set<String> roles) {

    /** What {@code @RolesAllowed} and descriptors call everybody who is authenticated. */
    private static final String ANY = "**";

    /** Named by the id: an e-mail address changes, and not every account has one. */
    CallerPrincipal principal() {
        return new CallerPrincipal(Long.toString(userId));
    }

    boolean isIn(String role) {
        return role.equals(ANY) || roles.contains(role);
    }
}
