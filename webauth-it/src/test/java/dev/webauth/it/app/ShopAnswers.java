package dev.webauth.it.app;

import dev.webauth.spi.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Pages of the application that replace those of the library. */
@ApplicationScoped
public class ShopAnswers implements Answers {

    @Override
    public Optional<Response> loggedOut(String next) {
        return Optional.of(
                Response.ok("See you again; next is " + next, "text/plain")
                        .cookie(new NewCookie.Builder("seen").value("yes").path("/").build())
                        .build());
    }

    @Override
    public Optional<Response> actionConfirmed(
            String method, Map<String, String> data, String next) {
        return "team.join".equals(method) && "red".equals(data.get("team"))
                ? Optional.of(Response.seeOther(URI.create("shop/who?team=red")).build())
                : Optional.empty();
    }

    @Override
    public Optional<Response> noSuchLink() {
        return Optional.of(Response.status(410).entity("This link is over").build());
    }
}
