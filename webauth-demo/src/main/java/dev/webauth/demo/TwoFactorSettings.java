package dev.webauth.demo;

import dev.webauth.AccessDeniedException;
import dev.webauth.OtpEnrolment;
import dev.webauth.TrustedBrowser;
import dev.webauth.TwoFactor;
import dev.webauth.WebAuth;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Sets up one-time passwords, shows recovery codes, and switches the second factor off. */
@Path(TwoFactorSettings.PATH)
@RequestScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class TwoFactorSettings {

    static final String PATH = "/two-factor";

    private static final String TITLE = "Second factor";

    private static final String OFF =
            """
            <h1>Second factor</h1>
            <p>With a second factor your password alone signs nobody in. You need an authenticator app.</p>
            <form method="post" action="two-factor/enrol">
              <button id="enrol">Set up an authenticator app</button></form>
            """;

    private static final String ON =
            """
            <h1>Second factor</h1>
            <p>Your authenticator app is your second factor. You have %s recovery codes left.</p>
            <ul class="actions">
              <li><form method="post" action="two-factor/recovery-codes">
                <button id="new_recovery_codes" class="quiet">New codes</button></form></li>
              <li><form method="post" action="two-factor/disable">
                <button id="disable" class="danger">Switch it off</button></form></li>
            </ul>
            %s""";

    private static final String TRUSTED =
            """
            <section>
              <h2>Browsers that are not asked</h2>
              <ul class="rows">
            %s  </ul>
            </section>
            """;

    private static final String BROWSER =
            """
              <li><span>%s%s<br><small>%s</small></span>
                <form method="post" action="two-factor/end-trust">
                  <input type="hidden" name="id" value="%s">
                  <button id="end-trust" class="quiet">Ask again</button></form></li>
            """;

    private static final String ENROL =
            """
            <h1>Set up an authenticator app</h1>
            <p>Scan the picture with your app, or type the key into it. Then enter the code that it shows.</p>
            <div id="qr">%s</div>
            <p>Key: <code id="otp_secret">%s</code></p>
            %s""";

    private static final String CODE =
            """
            <form method="post" action="two-factor/activate">
              <label for="code">Code</label>
              <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required>
              <button id="submit_code">Switch it on</button>
            </form>
            """;

    private static final String CODES =
            """
            <h1>Your recovery codes</h1>
            <p>Each code works once in place of your authenticator app. Keep them in a safe place:
              they are not shown again.</p>
            <ol id="recovery_codes">
            %s</ol>
            <p><a id="next" class="button" href="%s">I have saved them</a></p>
            """;

    private static final String BACK =
            """
            <p><a href="dashboard">Back to the dashboard</a></p>
            """;

    @Inject WebAuth webauth;
    @Inject TwoFactor twoFactor;
    @Inject TwoFactorChallenge challenge;
    @Inject Page page;
    @Inject SentForm sent;

    @GET
    public Response show() {
        if (twoFactor.isSetUpRequired()) {
            return page.show(TITLE, Html.of(OFF));
        }
        if (!webauth.isAuthenticated()) {
            return page.redirect("/");
        }
        Html body =
                twoFactor.factors().contains("totp")
                        ? Html.of(ON, twoFactor.recoveryCodesLeft(), trusted())
                        : Html.of(OFF);
        return page.show(TITLE, Html.of("%s%s", body, Html.of(BACK)));
    }

    private Html trusted() {
        List<TrustedBrowser> browsers = twoFactor.trustedBrowsers();
        return browsers.isEmpty()
                ? Html.NOTHING
                : Html.of(TRUSTED, Html.each(browsers, TwoFactorSettings::row));
    }

    private static Html row(TrustedBrowser browser) {
        return Html.of(
                BROWSER,
                browser.browser().orElse("Unknown browser"),
                browser.current() ? " (this one)" : "",
                browser.address().orElse("address unknown"),
                browser.id());
    }

    @POST
    @Path("enrol")
    public Response enrol() {
        OtpEnrolment enrolment;
        try {
            enrolment = twoFactor.enrol();
        } catch (AccessDeniedException refused) {
            if (refused.code().equals("email_unconfirmed") && twoFactor.isPending()) {
                return challenge.confirmFirst();
            }
            throw refused;
        }
        // The picture is WebAuth's own markup.
        Html picture = new Html(enrolment.qr());
        return page.show(TITLE, Html.of(ENROL, picture, enrolment.secret(), Html.of(CODE)));
    }

    @POST
    @Path("activate")
    public Response activate(Fields form) {
        sent.keep(Html.of(CODE));
        return codes(twoFactor.activate(form.required("code")));
    }

    @POST
    @Path("recovery-codes")
    public Response newCodes() {
        return codes(twoFactor.regenerateRecoveryCodes());
    }

    private Response codes(List<String> codes) {
        String next = webauth.getNext().map(uri -> uri.substring(1)).orElse("dashboard");
        webauth.clearNext();
        return page.show(
                "Your recovery codes",
                Html.of(
                        CODES,
                        Html.each(codes, code -> Html.of("  <li><code>%s</code></li>\n", code)),
                        next));
    }

    @POST
    @Path("disable")
    public Response disable() {
        twoFactor.disable();
        return page.redirect(PATH);
    }

    @POST
    @Path("end-trust")
    public Response endTrust(Fields form) {
        twoFactor.endTrust(form.required("id"));
        return page.redirect(PATH);
    }
}
