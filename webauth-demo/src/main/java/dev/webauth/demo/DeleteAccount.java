package dev.webauth.demo;

import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Deletes the account. The page with the question is for those who come back to it from the
 * re-authentication page.
 */
@Path("/delete-account")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class DeleteAccount {

    private static final String QUESTION =
            """
            <h1>Delete account</h1>
            <p>Do you want to delete the account%s and everything that belongs to it? This cannot be
            undone.</p>
            <form class="actions" method="post" action="delete-account">
              <button id="delete-account" class="danger">Delete it for good</button>
              <a class="button quiet" href="dashboard">Keep it</a>
            </form>
            """;

    @Inject WebAuth webauth;
    @Inject Page page;

    @GET
    public Response ask() {
        if (!webauth.isAuthenticated()) {
            return page.redirect("/");
        }
        Html email =
                webauth.getUserEmail()
                        .map(address -> Html.of(" <b><bdi>%s</bdi></b>", address))
                        .orElse(Html.NOTHING);
        return page.show("Delete account", Html.of(QUESTION, email));
    }

    @POST
    public Response delete() {
        webauth.deleteUser();
        return page.redirect("/");
    }
}
