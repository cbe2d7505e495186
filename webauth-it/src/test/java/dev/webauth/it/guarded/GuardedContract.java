package dev.webauth.it.guarded;

import dev.webauth.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** An interface with access annotations on its methods. */
public interface GuardedContract<T> {

    @GET
    @Path("roles")
    @RolesAllowed("admin")
    String roles();

    @GET
    @Path("log-in")
    @Authenticated
    String logIn();

    @RolesAllowed("admin")
    String accept(T value);
}
