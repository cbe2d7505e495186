package dev.webauth.demo;

import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The page of a visitor: sign in, create an account, recover one. */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class Home {

    private static final String FORMS =
            """
            <h1>WebAuth demo</h1>
            <nav>
              <a href="#login">Sign in</a>
              <a id="do_reg" href="#register">Register</a>
              <a id="do_forgot" href="#forgot">Forgot password</a>
            </nav>
            <section id="register">
              <h2>Create an account</h2>
              <form method="post" action="register">
                <label for="email_reg">E-mail</label>
                <input id="email_reg" name="email" type="email" autocomplete="username" required>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="new-password" required>
                <label for="password2">Password again</label>
                <input id="password2" name="password2" type="password" autocomplete="new-password" required>
                <button id="reg_submit">Create account</button>
              </form>
            </section>
            <section id="forgot">
              <h2>Recover your account</h2>
              <form method="post" action="remind">
                <p>We will mail you a link that signs you in, so that you can set a new password.</p>
                <label for="email_remind">E-mail</label>
                <input id="email_remind" name="email" type="email" autocomplete="username" required>
                <button id="remind_submit">Send the link</button>
              </form>
            </section>
            <section id="login">
              <h2>Sign in</h2>
              <form method="post" action="login">
                <label for="email">E-mail</label>
                <input id="email" name="email" type="email" autocomplete="username" required>
                <label for="pass">Password</label>
                <input id="pass" name="password" type="password" autocomplete="current-password" required>
                <button id="login_submit">Sign in</button>
              </form>
            </section>
            %s""";

    private static final String PROVIDER =
            """
            <form class="provider" method="post" action="oauth-login/%s">
              <button id="login-%1$s" class="quiet">Continue with %s</button>
            </form>
            """;

    private static final String REMIND_OK =
            """
            <h1>Check your e-mail</h1>
            <p>We have sent you a link. It signs you in and lets you set a new password.</p>
            <p><a href="">Back to the start</a></p>
            """;

    @Inject WebAuth webauth;
    @Inject Page page;
    @Inject Settings settings;

    @GET
    public Response show() {
        if (webauth.isAuthenticated()) {
            return page.redirect("/dashboard");
        }
        Html providers =
                Html.each(webauth.getProviders(), to -> Html.of(PROVIDER, to.id(), to.title()));
        return page.show("WebAuth demo", Html.of(FORMS, providers));
    }

    @POST
    @Path("register")
    public Response register(Fields form) {
        // Not confirmed yet: WebAuth mails a link, which leads to the dashboard.
        webauth.register(form.required("email"), form.newPassword(), false, "/dashboard");
        return page.redirect("/dashboard");
    }

    @POST
    @Path("login")
    public Response login(Fields form) {
        webauth.login(form.required("email"), form.required("password"));
        return page.redirect("/dashboard");
    }

    @POST
    @Path("remind")
    public Response remind(Fields form) {
        webauth.sendAccountRemind(form.required("email"), "/set-password");
        return page.redirect("/remind-ok");
    }

    @GET
    @Path("remind-ok")
    public Response remindOk() {
        return page.show("Check your e-mail", Html.of(REMIND_OK));
    }

    /** Signs a visitor in, and links one more identity to whoever is signed in already. */
    @POST
    @Path("oauth-login/{provider: [a-z0-9-]+}")
    public Response oauthLogin(@PathParam("provider") String provider) {
        webauth.setNext("/dashboard");
        return page.redirect(settings.authPrefix() + "/" + provider + "/login");
    }
}
