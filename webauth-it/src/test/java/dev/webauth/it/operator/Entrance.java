package dev.webauth.it.operator;

import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What the tests call beside the recipes. */
@Path("/")
@RequestScoped
public class Entrance {

    @Inject WebAuth webauth;
    @Inject UserImport imports;

    @POST
    @Path("login")
    public String login(@FormParam("email") String email, @FormParam("password") String password) {
        webauth.login(email, password);
        return "in";
    }

    @GET
    @Path("who")
    public String who() {
        return webauth.getUserEmail().orElse("nobody");
    }

    @GET
    @Path("providers")
    public String providers() {
        return webauth.getUserProviders().stream()
                .map(one -> one.provider() + " " + one.sub())
                .collect(Collectors.joining("\n"));
    }

    @POST
    @Path("import")
    public String importAll(@FormParam("lines") String lines) {
        return "imported " + imports.start(List.of(lines.split("\n"))).join();
    }

    @POST
    @Path("import-later")
    public String importLater(@FormParam("line") String line) {
        imports.startByTimer(line);
        return "later";
    }

    @POST
    @Path("register-on-thread")
    public String registerOnThread(@FormParam("email") String email) {
        return imports.registerOnThread(email).join();
    }
}
