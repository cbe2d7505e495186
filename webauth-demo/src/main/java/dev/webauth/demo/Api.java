package dev.webauth.demo;

import dev.webauth.User;
import dev.webauth.UserNotFoundException;
import dev.webauth.UserProvider;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Calls for programs: the account of an API key, and the signed-in user. */
@Path("/")
@RequestScoped
public class Api {

    @Inject WebAuth webauth;

    /** A call of a program with an API key; it needs no session and gets no cookie. */
    @GET
    @Path("api/whoami")
    public Response whoami(@HeaderParam("X-API-Key") String key) {
        try {
            return json(200, describe(webauth.getUserByApiKey(key)));
        } catch (UserNotFoundException nobody) {
            return json(403, ok(false));
        }
    }

    /** Checks a key by hand; a real application reads keys from headers, as above. */
    @GET
    @Path("check-user-api-key")
    public Response check(@QueryParam("k") String key, @QueryParam("id") String id) {
        try {
            boolean fits = String.valueOf(webauth.getUserByApiKey(key).id()).equals(id);
            return json(fits ? 200 : 403, ok(fits));
        } catch (UserNotFoundException nobody) {
            return json(403, ok(false));
        }
    }

    @GET
    @Path("me")
    public Response me() {
        JsonArrayBuilder providers = Json.createArrayBuilder();
        for (UserProvider linked : webauth.getUserProviders()) {
            providers.add(
                    Json.createObjectBuilder()
                            .add("provider", linked.provider())
                            .add("sub", linked.sub())
                            .add("name", orNull(linked.name())));
        }
        JsonObject me =
                Json.createObjectBuilder()
                        .add("authenticated", webauth.isAuthenticated())
                        .add("userId", orNull(webauth.getUserId()))
                        .add("email", orNull(webauth.getUserEmail()))
                        .add("confirmed", webauth.isConfirmed())
                        .add("confirmedSession", webauth.isConfirmedSession())
                        .add("providers", providers)
                        .build();
        return json(200, me);
    }

    /** Shows that the server is up; uses neither the database nor a session. */
    @GET
    @Path("open")
    public Response open() {
        return Response.ok("ok", MediaType.TEXT_PLAIN_TYPE).build();
    }

    private static JsonObject describe(User user) {
        return Json.createObjectBuilder()
                .add("id", user.id())
                .add("email", orNull(user.email()))
                .add("confirmed", user.confirmed())
                .add("otp", user.otp())
                .add("created", user.created().toString())
                .add("active", orNull(user.active()))
                .build();
    }

    private static JsonObject ok(boolean ok) {
        return Json.createObjectBuilder().add("ok", ok).build();
    }

    private static JsonValue orNull(Optional<?> value) {
        if (value.isEmpty()) {
            return JsonValue.NULL;
        }
        return value.get() instanceof Long number
                ? Json.createValue(number)
                : Json.createValue(value.get().toString());
    }

    private static Response json(int status, JsonObject body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body.toString())
                .build();
    }
}
