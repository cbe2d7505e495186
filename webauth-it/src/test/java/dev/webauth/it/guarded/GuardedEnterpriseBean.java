package dev.webauth.it.guarded;

import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;

/**
 * An enterprise bean with annotations of the library and of the container. WildFly denies methods
 * without a container annotation if another method has one.
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
