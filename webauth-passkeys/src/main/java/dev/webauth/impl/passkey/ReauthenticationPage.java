package dev.webauth.impl.passkey;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.selfservice.Reauthentication;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.Languages;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.PageTexts;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code GET /auth/passkey/prove}: the page at which the caller proves again who they are by a
 * passkey. The page of all such proofs leads here.
 */
@ApplicationScoped
@Route.Name(PasskeyRoute.PREFIX)
class ReauthenticationPage implements Route, Reauthentication {

    private static final List<String> PATH = List.of("passkey", "prove");

    @Inject WebAuthConfig config;
    @Inject PasskeyRows rows;
    @Inject ScriptRoute script;
    @Inject Languages languages;
    @Inject Callers callers;
    @Inject Origin origin;
    @Inject Transactions transactions;

    @Override
    public List<Way> ways(Account account, String next) {
        String path =
                config.basePrefix()
                        + "/"
                        + String.join("/", PATH)
                        + "?next="
                        + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return transactions.required(() -> rows.of(account.id())).isEmpty()
                ? List.of()
                : List.of(new Way(languages.pageTexts().text("passkey.way"), path));
    }

    @Override
    public boolean serves(List<String> path) {
        return path.equals(PATH);
    }

    @Override
    public void get(Exchange exchange) {
        callers.required();
        String next = exchange.parameter("next").filter(NextUri::isLocal).orElse(config.rootUri());
        PageTexts texts = exchange.texts();
        exchange.page(
                200,
                new HtmlPage(texts, texts.text("selfservice.reauthenticate.title"))
                        .paragraph(texts.text("selfservice.reauthenticate.text"))
                        .markup(
                                "<p class=\"wrong\" role=\"alert\" data-passkey-message></p>"
                                        + "<button id=\"passkey\" type=\"button\""
                                        + " data-passkey=\"reauthenticate\" data-next=\""
                                        + HtmlPage.escape(origin.path(next))
                                        + "\">"
                                        + HtmlPage.escape(texts.text("passkey.use"))
                                        + "</button>")
                        .script(script.url()));
    }
}
