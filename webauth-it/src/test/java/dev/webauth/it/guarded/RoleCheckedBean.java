package dev.webauth.it.guarded;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;

/** A plain CDI bean. */
@ApplicationScoped
public class RoleCheckedBean {

    @RolesAllowed("admin")
    public String content() {
        return "gold";
    }
}
