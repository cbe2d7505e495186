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

/** Changes the e-mail address: the old mailbox agrees first, then the new one is confirmed. */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SetEmail {

    private static final String PAGE =
            """
            <h1>Change e-mail</h1>
            %s<p><a href="dashboard">Back to the dashboard</a></p>
            """;

    private static final String FORM =
            """
            <form method="post" action="set-email">
              <label for="email">New e-mail</label>
              <input id="email" name="email" type="email" autocomplete="email" value="%s" required>
              <button id="submit_change">Change e-mail</button>
            </form>
            """;

    private static final String OLD_EMAIL_REMOVE_OK =
            """
            <h1>One more step</h1>
            <p>Your old address has agreed. We have sent a link to the new one: please follow it, too.</p>
            <p><a href="dashboard">Back to the dashboard</a></p>
            """;

    private static final String NEW_EMAIL_SET_OK =
            """
            <h1>E-mail changed</h1>
            <p>Your new address is confirmed. Sign in with it from now on.</p>
            <p><a href="dashboard">Back to the dashboard</a></p>
            """;

    @Inject WebAuth webauth;
    @Inject Page page;
    @Inject SentForm sent;
    @Inject Notices notices;

    @GET
    @Path("set-email")
    public Response show() {
        return webauth.isAuthenticated()
                ? page.show("Change e-mail", Html.of(PAGE, Html.of(FORM, "")))
                : page.redirect("/");
    }

    @POST
    @Path("set-email")
    public Response change(Fields form) {
        if (!webauth.isAuthenticated()) {
            return page.redirect("/");
        }
        sent.keep(Html.of(FORM, form.optional("email")));
        if (webauth.getUserEmail().filter(form.required("email")::equalsIgnoreCase).isPresent()) {
            return page.redirect("/dashboard");
        }
        // A user who signed in at a provider and confirms a first address can now use a password,
        // too.
        String next = webauth.getUserEmail().isPresent() ? "/new-email-set-ok" : "/set-password";
        webauth.changeUserEmail(form.required("email"), "/old-email-remove-ok", next);
        notices.tell(Notices.CHANGE_MAILED);
        return page.redirect("/dashboard");
    }

    @GET
    @Path("old-email-remove-ok")
    public Response oldEmailRemoveOk() {
        return page.show("One more step", Html.of(OLD_EMAIL_REMOVE_OK));
    }

    @GET
    @Path("new-email-set-ok")
    public Response newEmailSetOk() {
        return page.show("E-mail changed", Html.of(NEW_EMAIL_SET_OK));
    }
}
