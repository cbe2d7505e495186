package dev.webauth.it.bench;

import dev.webauth.WebAuth;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The four routes, with the library. */
@Path("")
public class LibraryResource {

    @Inject WebAuth webauth;

    @GET
    @Path("open")
    public String open() {
        return "ok";
    }

    @GET
    @Path("session")
    public Response session() {
        return webauth.isAuthenticated()
                ? Response.ok("" + webauth.getUserId().orElseThrow()).build()
                : Response.status(401).build();
    }

    @GET
    @Path("key")
    public Response key(@HeaderParam("X-API-Key") String key) {
        return Response.ok("" + webauth.getUserByApiKey(key).id()).build();
    }

    @POST
    @Path("login")
    public Response login(
            @FormParam("email") String email, @FormParam("password") String password) {
        webauth.login(email, password);
        return Response.ok("in").build();
    }
}
