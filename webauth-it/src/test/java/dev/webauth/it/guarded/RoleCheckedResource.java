package dev.webauth.it.guarded;

import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;

/** A resource method for each access annotation. */
@Path("rooms")
@RequestScoped
public class RoleCheckedResource {

    @Context SecurityContext security;
    @Inject RoleCheckedBean safe;

    @GET
    @Path("open")
    public String open() {
        return CallerServlet.seen(
                security.getUserPrincipal(),
                Map.of(
                        "user", security.isUserInRole("user"),
                        "confirmed", security.isUserInRole("confirmed"),
                        "admin", security.isUserInRole("admin")));
    }

    @GET
    @Path("user")
    @RolesAllowed("user")
    public String user() {
        return "in";
    }

    @GET
    @Path("any")
    @RolesAllowed({"admin", "confirmed"})
    public String any() {
        return "in";
    }

    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public String admin() {
        return "in";
    }

    @GET
    @Path("walled")
    @DenyAll
    public String walled() {
        return "in";
    }

    @GET
    @Path("authenticated")
    @Authenticated
    public String authenticated() {
        return "in";
    }

    @POST
    @Path("authenticated")
    @Authenticated
    public String postAuthenticated() {
        return "in";
    }

    @GET
    @Path("confirmed")
    @Confirmed
    public String confirmed() {
        return "in";
    }

    @GET
    @Path("safe")
    public String safe() {
        return safe.content();
    }
}
