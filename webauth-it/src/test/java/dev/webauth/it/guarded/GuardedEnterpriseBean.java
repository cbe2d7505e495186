package dev.webauth.it.guarded;

import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;

/**
 * An enterprise bean with the library's annotations beside those that the container checks. WildFly
 * denies methods without the container's where another method has them.
 */
@Stateless
@Authenticated
@PermitAll
public class GuardedEnterpriseBean {

    public String own() {
        return "in";
    }

    @Confirmed
    public String confirmed() {
        return "in";
    }

    @RolesAllowed("admin")
    public String roles() {
        return "in";
    }
}
