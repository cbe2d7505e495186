package dev.webauth.demo;

import dev.webauth.TwoFactor;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Creates an account with an e-mail address and a password. */
@Path("/register")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class Register {

    private static final String FORM =
            """
            <form method="post" action="register">
              <label for="email_reg">E-mail</label>
              <input id="email_reg" name="email" type="email" autocomplete="username" value="%s" required>
              <label for="password">Password</label>
              <input id="password" name="password" type="password" autocomplete="new-password" required>
              <label for="password2">Password again</label>
              <input id="password2" name="password2" type="password" autocomplete="new-password" required>
              <button id="reg_submit">Create account</button>
              <button id="reg-passkey" type="button" class="quiet" data-passkey="sign-up"
                data-email="email_reg" data-next="dashboard">Create it with a passkey, without a password</button>
              <p class="error" role="alert" data-passkey-message></p>
            </form>
            """;

    @Inject WebAuth webauth;
    @Inject TwoFactor twoFactor;
    @Inject Page page;
    @Inject SentForm sent;

    static Html form(String email) {
        return Html.of(FORM, email);
    }

    @POST
    public Response register(Fields form) {
        sent.keep(form(form.optional("email")));
        // The account is not confirmed yet: WebAuth mails a link, which leads to the dashboard.
        webauth.register(form.required("email"), form.newPassword(), "/dashboard");
        return page.redirect(twoFactor.isPending() ? TwoFactorSettings.PATH : "/dashboard");
    }
}
