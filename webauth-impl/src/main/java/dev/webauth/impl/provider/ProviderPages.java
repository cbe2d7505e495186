package dev.webauth.impl.provider;

import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Page;

/** The pages of a sign-in at a provider. */
final class ProviderPages {

    private ProviderPages() {}

    /** Asks a person to begin, with what the page was opened with. */
    static Page ask(Client client, Exchange exchange, String action, String token) {
        String fresh =
                exchange.has(ProviderRoute.REAUTHENTICATE)
                        ? hidden(ProviderRoute.REAUTHENTICATE, "1")
                        : "";
        String next = exchange.parameter("next").map(uri -> hidden("next", uri)).orElse("");
        return new Page(client.title(), "")
                .paragraph("Do you want to go on with " + client.title() + "?")
                .formToOpen(action, token, fresh + next + "<button id=\"continue\">Go on</button>");
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(name, Page.escape(value));
    }

    static Page refused(String text, String root) {
        return Page.message("That did not work", text, root, "Go on");
    }

    static String text(Client client, ProviderFailure failure) {
        return switch (failure.code()) {
            case "access_denied" -> client.title() + " was not allowed to sign you in.";
            case "email_unconfirmed" ->
                    "Please confirm your e-mail address before you connect " + client.title() + ".";
            case "identity_mismatch" ->
                    "This identity at " + client.title() + " is not linked to your account.";
            case "state_mismatch", "session_changed" ->
                    "This sign-in has expired, was finished already, or was begun in another"
                            + " browser. Please try again.";
            default ->
                    "Signing in with "
                            + client.title()
                            + " did not work. Please try again in a moment.";
        };
    }
}
