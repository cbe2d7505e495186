package dev.webauth.it.readme;

import dev.webauth.Authenticated;
import dev.webauth.WebAuth;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

@Path("/")
public class Users {
    @Inject WebAuth webauth;

    @POST
    @Path("register")
    public Response register(
            @FormParam("email") String email, @FormParam("password") String password) {
        webauth.register(email, password, "/app/user-area"); // mails a link that leads to this path
        return Response.seeOther(webauth.path("/app/user-area")).build();
    }

    @POST
    @Path("login")
    public Response login(
            @FormParam("email") String email, @FormParam("password") String password) {
        webauth.login(email, password);
        return Response.seeOther(webauth.path("/app/user-area")).build();
    }

    @POST
    @Path("logout")
    public Response logout() {
        return Response.seeOther(webauth.path(webauth.logout())).build();
    }

    @GET
    @Path("user-area")
    @Authenticated
    public String userArea() {
        return "Account " + webauth.requireUserId();
    }
}
