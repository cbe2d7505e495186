package dev.webauth.demo;

import dev.webauth.LoginResult;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Signs in with a password. */
@Path("/login")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SignIn {

    private static final String FORM =
            """
            <form method="post" action="login">
              <label for="email">E-mail</label>
              <input id="email" name="email" type="email" autocomplete="username webauthn" value="%s" required
                data-passkey="autofill" data-remember="remember" data-next="dashboard">
              <label for="pass">Password</label>
              <input id="pass" name="password" type="password" autocomplete="current-password" required>
              <p class="check"><input id="remember" name="remember" type="checkbox"%s>
                <label for="remember">Keep me signed in on this device</label></p>
              <button id="login_submit">Sign in</button>
              <button id="login-passkey" type="button" class="quiet" data-passkey="login"
                data-remember="remember" data-next="dashboard">Sign in with a passkey</button>
              <p class="error" role="alert" data-passkey-message></p>
            </form>
            """;

    @Inject WebAuth webauth;
    @Inject Page page;
    @Inject SentForm sent;

    static Html form(String email, boolean remember) {
        return Html.of(FORM, email, remember ? " checked" : "");
    }

    @POST
    public Response login(Fields form) {
        boolean remember = form.has("remember");
        sent.keep(form(form.optional("email"), remember));
        LoginResult result =
                webauth.login(form.required("email"), form.required("password"), remember);
        return page.redirect(
                result == LoginResult.LOGGED_IN ? "/dashboard" : TwoFactorChallenge.PATH);
    }
}
