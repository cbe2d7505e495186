package dev.webauth.it.app;

import dev.webauth.User;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.Map;

/** Each route is one call of the library, or two in one transaction. */
@Path("/")
@RequestScoped
public class Shop {

    @Inject WebAuth webauth;
    @Inject Orders orders;
    @Inject RecordedEvents heard;

    /** Registers and writes a row that refers to the new account. */
    @POST
    @Path("register")
    public String register(
            @FormParam("email") String email,
            @FormParam("password") String password,
            @FormParam("then") String then) {
        return "account " + orders.registerAndOrder(email, password, then);
    }

    /** Registers an address that the application has proved itself. */
    @POST
    @Path("register-confirmed")
    public String registerConfirmed(
            @FormParam("email") String email, @FormParam("password") String password) {
        webauth.register(email, password, true, null);
        return "confirmed " + webauth.isConfirmed();
    }

    /** Sets a password and then fails, in one transaction. */
    @POST
    @Path("half-done")
    public String halfDone(@FormParam("password") String password) {
        orders.setPasswordAndFail(password);
        return "never";
    }

    @POST
    @Path("login")
    public String login(@FormParam("email") String email, @FormParam("password") String password) {
        webauth.login(email, password);
        return "user " + webauth.getUserId().orElseThrow();
    }

    @POST
    @Path("logout")
    public String logout() {
        return webauth.logout();
    }

    @GET
    @Path("who")
    public String who() {
        return webauth.getUserEmail().orElse("nobody");
    }

    @POST
    @Path("next")
    public String setNext(@QueryParam("uri") String uri) {
        webauth.setNext(uri);
        return webauth.getNext().orElse("nothing");
    }

    @POST
    @Path("clear-next")
    public String clearNext() {
        webauth.clearNext();
        return webauth.getNext().orElse("nothing");
    }

    /** Creates a link of the application. */
    @POST
    @Path("invite")
    public String invite(
            @FormParam("team") String team,
            @FormParam("next") String next,
            @FormParam("seconds") long seconds) {
        return webauth.generateConfirmAction(
                        "team.join",
                        Duration.ofSeconds(seconds),
                        next == null || next.isEmpty() ? null : next,
                        Map.of("team", team))
                .toString();
    }

    /** Creates a link with an unknown action. */
    @POST
    @Path("invite-nowhere")
    public String inviteNowhere() {
        return webauth.generateConfirmAction("no.such", Duration.ofHours(1), null, Map.of())
                .toString();
    }

    /** Mails a link by which the caller proves one more address. */
    @POST
    @Path("prove")
    public String prove(
            @FormParam("email") String email,
            @FormParam("user") long user,
            @FormParam("method") String method) {
        webauth.confirmEmailOwnership(email, user, "/shop/who", method, "confirm");
        return "mailed";
    }

    @GET
    @Path("key")
    public String key(@HeaderParam("X-API-Key") String key) {
        User user = webauth.getUserByApiKey(key);
        return user + " " + user.email().orElse("") + " " + user.apiKey().equals(key);
    }

    @POST
    @Path("remove-provider")
    public String removeProvider() {
        webauth.deleteUserProvider("github", "1");
        return "never";
    }

    @POST
    @Path("remind")
    public String remind(@FormParam("email") String email) {
        webauth.sendAccountRemind(email, null);
        return "mailed";
    }

    @POST
    @Path("touch")
    public String touch() {
        webauth.touch(webauth.getUserId().orElseThrow());
        webauth.touch(-1);
        return "touched";
    }

    @POST
    @Path("cleanup")
    public String cleanup() {
        webauth.cleanup();
        return "clean";
    }

    /** The observed events, one in each line. */
    @GET
    @Path("heard")
    public String heard() {
        return String.join("\n", heard.lines());
    }
}
