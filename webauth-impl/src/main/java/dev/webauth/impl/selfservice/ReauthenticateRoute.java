package dev.webauth.impl.selfservice;

import dev.webauth.AccessDeniedException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.login.PasswordLogIn;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.PageTexts;
import dev.webauth.impl.web.Refusals;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The route {@code /auth/reauthenticate}: the caller proves their identity again before a sensitive
 * change (ASVS 7.5.1), with the password, at a linked provider, or with a mailed link.
 */
@ApplicationScoped
@Route.Name(Refusals.REAUTHENTICATE)
class ReauthenticateRoute implements Route {

    @Inject WebAuthConfig config;
    @Inject Callers callers;
    @Inject Accounts accounts;
    @Inject PasswordLogIn password;
    @Inject Recovery recovery;
    @Inject Transactions transactions;
    @Inject Origin origin;
    @Inject FormTokens tokens;

    private List<Reauthentication> others;

    @Inject
    void collect(@Any Instance<Reauthentication> beans) {
        others = beans.stream().toList();
    }

    @Override
    public boolean serves(List<String> path) {
        return path.equals(List.of(Refusals.REAUTHENTICATE));
    }

    @Override
    public void get(Exchange exchange) {
        exchange.page(200, page(exchange, callers.required().account(), false));
    }

    @Override
    public void post(Exchange exchange) {
        tokens.require(exchange);
        Account account = callers.required().account();
        if (exchange.has("mail") && account.confirmedEmail().isPresent()) {
            recovery.start(account.confirmedEmail().get().text(), next(exchange));
            exchange.message(200, "selfservice.reauthenticate.mailed");
            return;
        }
        try {
            password.check(exchange.formParameter("password").orElse(""), false);
            exchange.redirectToPath(next(exchange));
        } catch (AccessDeniedException e) {
            exchange.page(403, page(exchange, account, true));
        }
    }

    private String next(Exchange exchange) {
        return exchange.parameter("next").filter(NextUri::isLocal).orElse(config.rootUri());
    }

    private HtmlPage page(Exchange exchange, Account account, boolean again) {
        String next = next(exchange);
        PageTexts texts = exchange.texts();
        HtmlPage page =
                new HtmlPage(texts, texts.text("selfservice.reauthenticate.title"))
                        .paragraph(texts.text("selfservice.reauthenticate.text"));
        if (again) {
            page = page.wrong(texts.text("selfservice.reauthenticate.wrong"));
        }
        boolean hasPassword = transactions.required(() -> accounts.hasPassword(account.id()));
        List<Reauthentication.Way> ways =
                others.stream().flatMap(other -> other.ways(account, next).stream()).toList();
        if (hasPassword) {
            page = form(page, exchange, passwordFields(account, texts));
        }
        for (Reauthentication.Way way : ways) {
            page = page.markup(link(way, texts));
        }
        boolean mail = !hasPassword && ways.isEmpty() && account.confirmedEmail().isPresent();
        if (mail) {
            page = form(page, exchange, mailButton(texts));
        }
        return page.markup(
                "<p><a id=\"logout\" href=\""
                        + HtmlPage.escape(origin.path(config.basePrefix() + "/logout"))
                        + "\">"
                        + HtmlPage.escape(texts.text("login.logout.button"))
                        + "</a></p>");
    }

    private static String mailButton(PageTexts texts) {
        return "<button id=\"mail\" name=\"mail\" value=\"1\">"
                + HtmlPage.escape(texts.text("selfservice.reauthenticate.mail"))
                + "</button>";
    }

    private static String passwordFields(Account account, PageTexts texts) {
        String name = account.email().map(email -> email.text()).orElse("");
        return "<input type=\"hidden\" autocomplete=\"username\" value=\""
                + HtmlPage.escape(name)
                + "\"><label for=\"password\">"
                + HtmlPage.escape(texts.text("selfservice.reauthenticate.password"))
                + "</label><input id=\"password\""
                + " name=\"password\" type=\"password\" autocomplete=\"current-password\""
                + " required autofocus><button id=\"reauthenticate\">"
                + HtmlPage.escape(texts.text("web.go_on"))
                + "</button>";
    }

    private String link(Reauthentication.Way way, PageTexts texts) {
        return "<p><a class=\"button\" href=\""
                + HtmlPage.escape(origin.path(way.path()))
                + "\">"
                + HtmlPage.escape(
                        texts.text("selfservice.reauthenticate.with", "provider", way.title()))
                + "</a></p>";
    }

    /** Sets the form's action: the URL of the page would send the next URI twice. */
    private HtmlPage form(HtmlPage page, Exchange exchange, String fields) {
        return page.formTo(
                origin.path(config.basePrefix() + "/" + Refusals.REAUTHENTICATE),
                tokens.token(exchange),
                "<input type=\"hidden\" name=\"next\" value=\""
                        + HtmlPage.escape(next(exchange))
                        + "\">"
                        + fields);
    }
}
