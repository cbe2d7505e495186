package dev.webauth.demo;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Sets the password; a recovery link leads here. */
@Path("/set-password")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SetPassword {

    private static final String FORM =
            """
            <header>
              <h1>Set password</h1>
              <form method="post" action="%s"><button id="logout" class="quiet">Log out</button></form>
            </header>
            <form method="post" action="set-password">
            %s  <label for="password">New password</label>
              <input id="password" name="password" type="password" autocomplete="new-password" required>
              <label for="password2">New password again</label>
              <input id="password2" name="password2" type="password" autocomplete="new-password" required>
              <button id="submit_change">Set password</button>
            </form>
            <p><a href="dashboard">Back to the dashboard</a></p>
            """;

    private static final String OLD_PASSWORD =
            """
              <label for="oldpass">Old password</label>
              <input id="oldpass" name="oldpass" type="password" autocomplete="current-password"
                  aria-describedby="oldpass-hint">
              <p id="oldpass-hint" class="hint">Leave it empty if your account has no password yet.</p>
            """;

    @Inject WebAuth webauth;
    @Inject Page page;
    @Inject Settings settings;

    @GET
    public Response show() {
        if (!webauth.isAuthenticated()) {
            return page.redirect("/");
        }
        Html oldPassword = webauth.isConfirmedSession() ? Html.NOTHING : Html.of(OLD_PASSWORD);
        return page.show(
                "Set password",
                Html.of(FORM, page.path(settings.authPrefix() + "/logout"), oldPassword));
    }

    @POST
    public Response change(Fields form) {
        if (!webauth.isAuthenticated()) {
            return page.redirect("/");
        }
        String password = form.newPassword();
        if (!webauth.isConfirmedSession()) {
            checkOldPassword(form.optional("oldpass"));
        }
        webauth.setUserPassword(password);
        webauth.stopConfirmedSession();
        return page.redirect("/dashboard");
    }

    private void checkOldPassword(String password) {
        try {
            webauth.checkUserPassword(password, true);
        } catch (AccessDeniedException refused) {
            if (!refused.code().equals("access_denied")) {
                throw refused;
            }
            throw new InvalidInputException("The old password is not valid.");
        }
    }
}
