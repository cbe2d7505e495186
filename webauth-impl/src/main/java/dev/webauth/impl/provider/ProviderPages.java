package dev.webauth.impl.provider;

import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.PageTexts;

/** The pages of a sign-in at a provider. */
final class ProviderPages {

    private ProviderPages() {}

    /** Asks the user to start the sign-in; the form repeats the parameters of the request. */
    static HtmlPage ask(Client client, Exchange exchange, String action, String token) {
        String fresh =
                exchange.has(ProviderRoute.REAUTHENTICATE)
                        ? hidden(ProviderRoute.REAUTHENTICATE, "1")
                        : "";
        String next = exchange.parameter("next").map(uri -> hidden("next", uri)).orElse("");
        PageTexts texts = exchange.texts();
        String button =
                "<button id=\"continue\">" + HtmlPage.escape(texts.text("web.go_on")) + "</button>";
        return new HtmlPage(texts, client.title())
                .paragraph(texts.text("provider.ask.text", "provider", client.title()))
                .formToOpen(action, token, fresh + next + button);
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(name, HtmlPage.escape(value));
    }

    /**
     * The text for a failure. For most failures it is general, because the visitor cannot fix them.
     */
    static String text(PageTexts texts, Client client, ProviderFailure failure) {
        String key = "provider.failure.";
        return texts.find(key + failure.code(), "provider", client.title())
                .orElseGet(() -> texts.text(key + "other", "provider", client.title()));
    }
}
