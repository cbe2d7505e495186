package dev.webauth.impl.secondfactor;

import dev.webauth.OtpEnrolment;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.PageTexts;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The HTML of the step page. */
@ApplicationScoped
class StepPages {

    private static final String CODE =
            "<label for=\"code\">%s</label><input id=\"code\" name=\"code\" inputmode=\"numeric\""
                    + " autocomplete=\"one-time-code\" maxlength=\"10\" required autofocus>";

    private static final String TRUST =
            "<label for=\"trust_browser\"><input type=\"checkbox\" id=\"trust_browser\""
                    + " name=\"trust_browser\" value=\"1\">%s</label>";

    private static final String SUBMIT = "<button id=\"submit_code\">%s</button>";

    private static final String RECOVERY_CODE =
            "<label for=\"recovery_code\">%s</label><input id=\"recovery_code\" name=\"code\""
                    + " autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\""
                    + " maxlength=\"60\" required><button id=\"submit_recovery_code\">%s</button>";

    @Inject WebAuthConfig config;
    @Inject Origin origin;
    @Inject FormTokens tokens;

    /** Begins a page, with the error of the last try. */
    HtmlPage start(Exchange exchange, String key, Optional<String> wrong) {
        PageTexts texts = exchange.texts();
        HtmlPage page =
                new HtmlPage(texts, texts.text(key + ".title"))
                        .paragraph(texts.text(key + ".text"));
        return wrong.map(code -> page.wrong(texts.text("refusal." + code))).orElse(page);
    }

    HtmlPage askCode(HtmlPage page, Exchange exchange) {
        return form(
                page,
                exchange,
                filled(exchange, CODE, "secondfactor.step.code")
                        + filled(exchange, TRUST, "secondfactor.step.trust")
                        + filled(exchange, SUBMIT, "web.go_on"));
    }

    HtmlPage askRecoveryCode(HtmlPage page, Exchange exchange) {
        String fields =
                filled(exchange, RECOVERY_CODE, "secondfactor.step.recovery_code", "web.go_on");
        HtmlPage form = form(new HtmlPage(exchange.texts(), ""), exchange, fields);
        return page.withForm(
                filled(
                                exchange,
                                "<details><summary>%s</summary>",
                                "secondfactor.step.use_recovery_code")
                        + form.html()
                        + "</details>");
    }

    HtmlPage offerEnrolment(HtmlPage page, Exchange exchange) {
        String button = "<button id=\"enrol\" name=\"enrol\" value=\"1\">%s</button>";
        return form(page, exchange, filled(exchange, button, "secondfactor.set_up.app"));
    }

    HtmlPage enrol(Exchange exchange, OtpEnrolment enrolment, Optional<String> wrong) {
        HtmlPage page =
                start(exchange, "secondfactor.enrol", wrong)
                        .markup("<div id=\"qr\">" + enrolment.qr() + "</div>")
                        .markup(
                                filled(exchange, "<p>%s", "secondfactor.enrol.key")
                                        + " <code id=\"otp_secret\">"
                                        + HtmlPage.escape(enrolment.secret())
                                        + "</code></p>")
                        .markup(
                                "<p><a href=\""
                                        + HtmlPage.escape(enrolment.uri())
                                        + filled(
                                                exchange,
                                                "\">%s</a></p>",
                                                "secondfactor.enrol.open"));
        return logOut(
                exchange,
                form(
                        page,
                        exchange,
                        "<input type=\"hidden\" name=\"activate\" value=\"1\">"
                                + filled(exchange, CODE, "secondfactor.step.code")
                                + filled(exchange, SUBMIT, "web.go_on")));
    }

    HtmlPage recoveryCodes(Exchange exchange, List<String> codes, String next) {
        StringBuilder list = new StringBuilder("<ol id=\"recovery_codes\">");
        codes.forEach(
                code ->
                        list.append("<li><code>")
                                .append(HtmlPage.escape(code))
                                .append("</code></li>"));
        return start(exchange, "secondfactor.codes", Optional.empty())
                .markup(list + "</ol>")
                .markup(
                        "<p><a class=\"button\" id=\"next\" href=\""
                                + HtmlPage.escape(next)
                                + filled(exchange, "\">%s</a></p>", "secondfactor.codes.kept"));
    }

    HtmlPage confirmFirst(Exchange exchange, boolean canMail) {
        HtmlPage page = start(exchange, "secondfactor.confirm", Optional.empty());
        String button = "<button id=\"resend-confirm\" name=\"resend\" value=\"1\">%s</button>";
        return logOut(
                exchange,
                canMail
                        ? form(
                                page,
                                exchange,
                                filled(exchange, button, "secondfactor.confirm.again"))
                        : page);
    }

    HtmlPage logOut(Exchange exchange, HtmlPage page) {
        return page.markup(
                "<p><a id=\"logout\" href=\""
                        + HtmlPage.escape(origin.path(config.basePrefix() + "/logout"))
                        + filled(exchange, "\">%s</a></p>", "login.logout.button"));
    }

    private static String filled(Exchange exchange, String markup, String... keys) {
        Object[] texts = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            texts[i] = HtmlPage.escape(exchange.texts().text(keys[i]));
        }
        return markup.formatted(texts);
    }

    /** The action is explicit: the URL of the page would send the next URI twice. */
    private HtmlPage form(HtmlPage page, Exchange exchange, String fields) {
        String next =
                exchange.parameter("next")
                        .filter(NextUri::isLocal)
                        .map(
                                uri ->
                                        "<input type=\"hidden\" name=\"next\" value=\""
                                                + HtmlPage.escape(uri)
                                                + "\">")
                        .orElse("");
        return page.formTo(
                origin.path(config.basePrefix() + "/" + Refusals.SECOND_FACTOR),
                tokens.token(exchange),
                next + fields);
    }
}
