package dev.webauth.impl.dev;

import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.HtmlPage;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages of a simulated provider. They must not look like those of the real one. */
final class SimulatorPages {

    private static final String QUESTION =
            """
            %s
            <label for="sub">Subject (id at %s)</label>
            <input id="sub" name="sub" value="%s" required maxlength="255"
            autocomplete="off" autocapitalize="none" spellcheck="false">
            <label for="name">Name</label>
            <input id="name" name="name" value="%s" autocomplete="off">
            <label for="email">E-mail address</label>
            <input id="email" name="email" type="email" value="%s" autocomplete="off">
            <label for="email_verified">
            <input id="email_verified" name="email_verified" type="checkbox" value="true"%s>
            Address is verified</label>
            %s
            <button id="approve" name="decision" value="approve">Sign in</button>
            <button id="deny" name="decision" value="deny" class="quiet"
            formnovalidate>Deny</button>
            """;

    private SimulatorPages() {}

    private static HtmlPage page(Client client) {
        return new HtmlPage("Sign in with " + client.title(), "")
                .markup(
                        "<p><strong>"
                                + HtmlPage.escape(
                                        "Simulator – development mode only, no real "
                                                + client.title())
                                + "</strong></p>");
    }

    static HtmlPage refusal(Client client, SimulatorError refusal) {
        return page(client)
                .markup(
                        "<p class=\"wrong\">"
                                + HtmlPage.escape("Refused: " + refusal.getMessage())
                                + "</p>");
    }

    /** Asks which user to sign in as. */
    static HtmlPage question(
            Client client, AuthorizationRequest request, String action, String token) {
        Persona example = Persona.example(client);
        return page(client)
                .paragraph("Choose any identity. The same subject is the same person next time.")
                .formTo(
                        action,
                        token,
                        QUESTION.formatted(
                                hidden(request.parameters()),
                                HtmlPage.escape(client.title()),
                                HtmlPage.escape(example.sub()),
                                HtmlPage.escape(example.name()),
                                HtmlPage.escape(example.email()),
                                example.emailVerified() ? " checked" : "",
                                hint(client)));
    }

    /** Tells which values this provider does not return, whatever is typed. */
    private static String hint(Client client) {
        String text = "";
        if (client.text("email").isEmpty()) {
            text = client.title() + " does not return e-mail addresses, so yours will not arrive.";
        } else if (client.text("email-verified").isEmpty()) {
            text = client.title() + " does not say whether an address is verified.";
        } else if (client.isTrue("email-verified")) {
            text = client.title() + " returns verified addresses only.";
        }
        return text.isEmpty() ? "" : "<p>" + HtmlPage.escape(text) + "</p>";
    }

    /** Posts the answer to the callback (OAuth 2.0 Form Post Response Mode). */
    static HtmlPage formPost(
            Client client, String callback, String token, Map<String, String> values) {
        return page(client)
                .paragraph(client.title() + " posts its answer back to the application.")
                .formTo(
                        callback,
                        token,
                        hidden(values) + "<button id=\"continue\">Continue</button>");
    }

    private static String hidden(Map<String, String> values) {
        return values.entrySet().stream()
                .map(
                        value ->
                                "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                                        .formatted(
                                                HtmlPage.escape(value.getKey()),
                                                HtmlPage.escape(value.getValue())))
                .collect(Collectors.joining("\n"));
    }
}
