package dev.webauth.impl.dev;

import dev.webauth.impl.mail.DevMailbox;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonStructure;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The route {@code /auth/dev/mailbox}: shows the mails that dev mode did not send, with their
 * links.
 */
@ApplicationScoped
@Route.Name(DevGate.NAME)
class MailboxRoute implements Route {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    @Inject DevGate gate;
    @Inject DevMailbox mailbox;

    @Override
    public boolean serves(List<String> path) {
        return gate.isOpen()
                && (path.equals(List.of(DevGate.NAME, "mailbox"))
                        || path.equals(List.of(DevGate.NAME, "mailbox.json")));
    }

    @Override
    public void get(Exchange exchange) {
        if (exchange.path().get(1).endsWith(".json")) {
            exchange.json(200, json());
        } else {
            exchange.page(200, page());
        }
    }

    private JsonStructure json() {
        JsonArrayBuilder mails = Json.createArrayBuilder();
        for (DevMailbox.Received received : mailbox.mails()) {
            mails.add(
                    Json.createObjectBuilder()
                            .add("date", received.at().toString())
                            .add("to", received.to())
                            .add("subject", received.mail().subject())
                            .add("text", received.mail().text())
                            .add("html", received.mail().html())
                            .add("links", Json.createArrayBuilder(links(received))));
        }
        return mails.build();
    }

    private static List<String> links(DevMailbox.Received received) {
        return LINK.matcher(received.mail().text()).results().map(MatchResult::group).toList();
    }

    private HtmlPage page() {
        HtmlPage page = new HtmlPage("Mailbox", "");
        if (mailbox.mails().isEmpty()) {
            return page.paragraph("No mail yet. Register at the application, and reload.");
        }
        for (DevMailbox.Received received : mailbox.mails()) {
            page =
                    page.markup(
                                    "<article><h2>"
                                            + HtmlPage.escape(received.mail().subject())
                                            + "</h2>")
                            .paragraph("To " + received.to() + ", " + received.at())
                            .markup(
                                    "<pre>"
                                            + clickable(received.mail().text())
                                            + "</pre></article>");
        }
        return page;
    }

    private static String clickable(String text) {
        StringBuilder html = new StringBuilder();
        Matcher links = LINK.matcher(text);
        int from = 0;
        while (links.find()) {
            String link = HtmlPage.escape(links.group());
            html.append(HtmlPage.escape(text.substring(from, links.start())))
                    .append("<a href=\"" + link + "\">" + link + "</a>");
            from = links.end();
        }
        return html.append(HtmlPage.escape(text.substring(from))).toString();
    }
}
