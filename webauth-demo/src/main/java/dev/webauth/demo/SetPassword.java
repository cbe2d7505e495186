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

    private static final String PAGE =
            """
            <h1>Set password</h1>
            %s<p><a href="dashboard">Back to the dashboard</a></p>
            """;

    /** The hidden field tells password managers which account the password belongs to. */
    private static final String FORM =
            """
            <form method="post" action="set-password">
              <input type="text" autocomplete="username" value="%s" hidden>
            %s  <label for="password">New password</label>
              <input id="password" name="password" type="password" autocomplete="new-password" required>
              <label for="password2">New password again</label>
              <input id="password2" name="password2" type="password" autocomplete="new-password" required>
              <button id="submit_change">Set password</button>
            </form>
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
    @Inject SentForm sent;

    @GET
    public Response show() {
        return webauth.isAuthenticated()
                ? page.show("Set password", Html.of(PAGE, form()))
                : page.redirect("/");
    }

    private Html form() {
        return Html.of(
                FORM,
                webauth.getUserEmail().orElse(""),
                webauth.isConfirmedSession() ? Html.NOTHING : Html.of(OLD_PASSWORD));
    }

    @POST
    public Response change(Fields form) {
        if (!webauth.isAuthenticated()) {
            return page.redirect("/");
        }
        sent.keep(form());
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
            if (!refused.code().equals("password_wrong")) {
                throw refused;
            }
            throw new InvalidInputException("The old password is not valid.");
        }
    }
}
