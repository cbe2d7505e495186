package dev.webauth.it.kind;

import dev.webauth.WebAuth;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A JAX-RS resource, without a scope as in the README. */
@Path("guest")
public class GuestResource {

    @Inject WebAuth webauth;
    @Inject Guests guests;

    @GET
    public String caller() {
        return guests.caller(webauth);
    }

    @POST
    public String act(
            @FormParam("action") String action,
            @FormParam("email") String email,
            @FormParam("password") String password) {
        switch (action) {
            case "register" -> webauth.register(email, password);
            case "login" -> webauth.login(email, password);
            default -> webauth.sendAccountRemind(email, null);
        }
        return guests.caller(webauth);
    }
}
