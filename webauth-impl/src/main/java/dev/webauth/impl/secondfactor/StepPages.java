package dev.webauth.impl.secondfactor;

import dev.webauth.OtpEnrolment;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Page;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What the step page shows. */
@ApplicationScoped
class StepPages {

    private static final String TRUST =
            "<label for=\"%1$s\"><input type=\"checkbox\" id=\"%1$s\" name=\"trust_browser\""
                    + " value=\"1\">Do not ask again in this browser for 30 days</label>";

    @Inject WebAuthConfig config;
    @Inject Origin origin;
    @Inject FormTokens tokens;

    Page start(String title, String text, String wrong) {
        Page page = new Page(title, "").paragraph(text);
        return wrong.isEmpty()
                ? page
                : page.markup("<p class=\"wrong\" role=\"alert\">" + Page.escape(wrong) + "</p>");
    }

    Page askCode(Page page, Exchange exchange) {
        return form(
                page, exchange, codeField("code") + TRUST.formatted("trust_browser") + submit());
    }

    private static String codeField(String id) {
        return "<label for=\""
                + id
                + "\">Code from your authenticator app</label><input id=\""
                + id
                + "\" name=\"code\" inputmode=\"numeric\" autocomplete=\"one-time-code\""
                + " maxlength=\"10\" required autofocus>";
    }

    private static String submit() {
        return "<button id=\"submit_code\">Go on</button>";
    }

    Page askRecoveryCode(Page page, Exchange exchange) {
        Page form =
                form(
                        new Page("", ""),
                        exchange,
                        "<label for=\"recovery_code\">Recovery code</label><input"
                                + " id=\"recovery_code\" name=\"code\" autocomplete=\"off\""
                                + " autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"60\""
                                + " required><button id=\"submit_recovery_code\">Go on</button>");
        return page.withForm(
                "<details><summary>Use a recovery code</summary>" + form.html() + "</details>");
    }

    Page offerEnrolment(Page page, Exchange exchange) {
        return form(
                page,
                exchange,
                "<button id=\"enrol\" name=\"enrol\" value=\"1\">Set up an authenticator"
                        + " app</button>");
    }

    Page enrol(Exchange exchange, OtpEnrolment enrolment, String wrong) {
        Page page =
                start(
                                "Set up an authenticator app",
                                "Scan the picture with your authenticator app, or type the key"
                                        + " into it. Then enter the code that it shows.",
                                wrong)
                        .markup("<div id=\"qr\">" + enrolment.qr() + "</div>")
                        .markup(
                                "<p>Key: <code id=\"otp_secret\">"
                                        + Page.escape(enrolment.secret())
                                        + "</code></p><p><a href=\""
                                        + Page.escape(enrolment.uri())
                                        + "\">Open an app on this device</a></p>");
        return cancel(
                form(
                        page,
                        exchange,
                        "<input type=\"hidden\" name=\"activate\" value=\"1\">"
                                + codeField("code")
                                + submit()));
    }

    Page recoveryCodes(List<String> codes, String next) {
        StringBuilder list = new StringBuilder("<ol id=\"recovery_codes\">");
        codes.forEach(
                code -> list.append("<li><code>").append(Page.escape(code)).append("</code></li>"));
        return new Page("Your recovery codes", "")
                .paragraph(
                        "Each of these codes lets you in once if you lose your second factor. Keep"
                                + " them in a safe place: they are not shown again.")
                .markup(list + "</ol>")
                .markup(
                        "<p><a class=\"button\" id=\"next\" href=\""
                                + Page.escape(next)
                                + "\">I have kept them</a></p>");
    }

    Page confirmFirst(Exchange exchange, boolean canMail, String said) {
        Page page =
                start(
                        "Confirm your e-mail address first",
                        "We have mailed you a link. Open it in this browser; then you can set up"
                                + " your second factor.",
                        said);
        return cancel(
                canMail
                        ? form(
                                page,
                                exchange,
                                "<button id=\"resend-confirm\" name=\"resend\" value=\"1\">Mail it"
                                        + " again</button>")
                        : page);
    }

    Page cancel(Page page) {
        return page.markup(
                "<p><a id=\"logout\" href=\""
                        + Page.escape(origin.path(config.basePrefix() + "/logout"))
                        + "\">Log out</a></p>");
    }

    /** Names its action: with the URL of the page the next URI would be sent twice. */
    private Page form(Page page, Exchange exchange, String fields) {
        String next =
                exchange.parameter("next")
                        .filter(NextUri::isLocal)
                        .map(
                                uri ->
                                        "<input type=\"hidden\" name=\"next\" value=\""
                                                + Page.escape(uri)
                                                + "\">")
                        .orElse("");
        return page.formTo(
                origin.path(config.basePrefix() + "/" + Refusals.SECOND_FACTOR),
                tokens.token(exchange),
                next + fields);
    }
}
