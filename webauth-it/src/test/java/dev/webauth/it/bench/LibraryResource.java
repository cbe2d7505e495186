package dev.webauth.it.bench;

import dev.webauth.Sessions;
import dev.webauth.WebAuth;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The routes, with the library. */
@Path("")
public class LibraryResource {

    @Inject WebAuth webauth;
    @Inject Sessions sessions;

    @GET
    @Path("session")
    public Response session() {
        return webauth.getUserId()
                .map(id -> Response.ok("" + id).build())
                .orElseGet(() -> Response.status(401).build());
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

    @POST
    @Path("register")
    public Response register(
            @FormParam("email") String email, @FormParam("password") String password) {
        webauth.register(email, password);
        return Response.ok("in").build();
    }

    @POST
    @Path("link")
    public Response link(@FormParam("email") String email, @FormParam("id") long id) {
        webauth.confirmEmailOwnership(email, id);
        return Response.ok("sent").build();
    }

    @GET
    @Path("sessions")
    public Response sessions() {
        return Response.ok("" + sessions.list().size()).build();
    }

    @POST
    @Path("cleanup")
    public Response cleanup() {
        webauth.cleanup();
        return Response.ok("done").build();
    }
}
