package dev.webauth.demo;

import dev.webauth.TwoFactor;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Asks for the second factor of a pending sign-in, or of a signed-in user before a sensitive
 * change: {@code webauth.page.second-factor}.
 */
@Path(TwoFactorChallenge.PATH)
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class TwoFactorChallenge {

    static final String PATH = "/two-factor/challenge";

    private static final String PAGE =
            """
            <h1>Your second factor</h1>
            %s%s""";

    private static final String FORM =
            """
            <form method="post" action="two-factor/challenge">
              <input type="hidden" name="next" value="%1$s">
              <label for="code">Code of your authenticator app, or a recovery code</label>
              <input id="code" name="code" autocomplete="one-time-code" autocapitalize="none"
                  spellcheck="false" required autofocus>
              <p class="check"><input id="trust_browser" name="trust_browser" type="checkbox">
                <label for="trust_browser">Do not ask again in this browser for 30 days</label></p>
              <button id="submit_code">Go on</button>
            %2$s</form>
            """;

    private static final String PASSKEY =
            """
              <button id="passkey" type="button" class="quiet" data-passkey="second-factor"
                data-trust="trust_browser" data-to="%s">Use a passkey</button>
              <p class="error" role="alert" data-passkey-message></p>
            """;

    private static final String CONFIRM_FIRST =
            """
            <h1>Confirm your e-mail address</h1>
            <p>Please follow the link that we have mailed you. Then you can set up your second factor.</p>
            <form method="post" action="resend-confirm">
              <button id="resend-confirm" class="quiet">Send it again</button></form>
            %s""";

    /** Ends a pending sign-in. The pages of a signed-in user have this button at the top. */
    private static final String LOGOUT =
            """
            <p>Or sign in to another account:</p>
            <form method="post" action="%s"><button id="logout" class="quiet">Log out</button></form>
            """;

    @Inject WebAuth webauth;
    @Inject TwoFactor twoFactor;
    @Inject Page page;
    @Inject Settings settings;
    @Inject SentForm sent;

    @GET
    public Response show(@QueryParam("next") String next) {
        if (twoFactor.isSetUpRequired()) {
            return page.redirect(TwoFactorSettings.PATH);
        }
        if (!twoFactor.isPending() && !webauth.isAuthenticated()) {
            return page.redirect("/");
        }
        Html form = form(next == null ? "" : next);
        return page.show("Your second factor", Html.of(PAGE, form, logout()));
    }

    private Html form(String next) {
        boolean passkey = twoFactor.factors().contains("passkey");
        return Html.of(FORM, next, passkey ? Html.of(PASSKEY, next) : Html.NOTHING);
    }

    /** For a pending sign-in whose account must first confirm its address. */
    Response confirmFirst() {
        return page.show("Confirm your e-mail address", Html.of(CONFIRM_FIRST, logout()));
    }

    private Html logout() {
        return webauth.isAuthenticated()
                ? Html.NOTHING
                : Html.of(LOGOUT, page.path(settings.authPrefix() + "/logout"));
    }

    @POST
    public Response complete(Fields form) {
        String asked = form.optional("next");
        sent.keep(form(asked));
        boolean pending = twoFactor.isPending();
        twoFactor.complete(form.required("code"), form.has("trust_browser"));
        String next = webauth.getNext().filter(uri -> pending).orElse("/dashboard");
        if (!pending && asked.matches("/[a-z-]+(/[a-z-]+)*")) {
            next = asked;
        }
        webauth.clearNext();
        return page.redirect(next);
    }
}
