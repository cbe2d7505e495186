package dev.webauth.it.guarded;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A superclass with an access annotation. */
@RolesAllowed("admin")
public class GuardedBase {

    @GET
    @Path("declared-there")
    public String declaredThere() {
        return "in";
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
        return "in";
    }
}
