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

/** The page of a visitor: sign in, create an account, recover an account. */
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
            %s</section>
            <section id="forgot">
              <h2>Recover your account</h2>
            %s</section>
            <section id="login">
              <h2>Sign in</h2>
            %s</section>
            %s""";

    private static final String PROVIDER =
            """
            <form class="provider" method="post" action="oauth-login/%s">
              <button id="login-%1$s" class="quiet">Continue with %s</button>
            </form>
            """;

    @Inject WebAuth webauth;
    @Inject Page page;

    @GET
    public Response show() {
        if (webauth.isAuthenticated()) {
            return page.redirect("/dashboard");
        }
        Html providers =
                Html.each(webauth.getProviders(), to -> Html.of(PROVIDER, to.id(), to.title()));
        return page.show(
                "WebAuth demo",
                Html.of(
                        FORMS,
                        Register.form(""),
                        Recover.form(""),
                        SignIn.form("", false),
                        providers));
    }

    /** Signs a visitor in at a provider, or links an identity to the signed-in user. */
    @POST
    @Path("oauth-login/{provider: [a-z0-9-]+}")
    public Response oauthLogin(@PathParam("provider") String provider) {
        webauth.setNext("/dashboard");
        return webauth.getProviders().stream()
                .filter(known -> known.id().equals(provider))
                .findFirst()
                .map(known -> page.redirect(known.loginPath()))
                .orElseGet(() -> page.error(404, "There is no such provider.", "/"));
    }
}
