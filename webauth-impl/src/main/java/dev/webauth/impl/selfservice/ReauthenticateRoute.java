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
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Page;
import dev.webauth.impl.web.Refusals;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/**
 * {@code /auth/reauthenticate}: the caller proves again who they are before a sensitive change
 * (ASVS 7.5.1), by the password, at a linked provider, or by a mailed link.
 */
@ApplicationScoped
class ReauthenticateRoute implements Route {

    private static final String MAIL_BUTTON =
            "<button id=\"mail\" name=\"mail\" value=\"1\">Mail me a link</button>";

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
        exchange.page(200, page(exchange, callers.required().account(), ""));
    }

    @Override
    public void post(Exchange exchange) {
        tokens.require(exchange);
        Account account = callers.required().account();
        if (exchange.has("mail") && account.confirmedEmail().isPresent()) {
            recovery.start(account.confirmedEmail().get().text(), next(exchange));
            exchange.page(
                    200,
                    Page.message(
                            "Check your e-mail",
                            "We have sent you a link. Open it in this browser.",
                            exchange.root(),
                            "Go on"));
            return;
        }
        try {
            password.check(exchange.formParameter("password").orElse(""), false);
            exchange.redirectToPath(next(exchange));
        } catch (AccessDeniedException e) {
            exchange.page(403, page(exchange, account, "The password is wrong."));
        }
    }

    private String next(Exchange exchange) {
        return exchange.parameter("next").filter(NextUri::isLocal).orElse(config.rootUri());
    }

    private Page page(Exchange exchange, Account account, String wrong) {
        String next = next(exchange);
        Page page =
                new Page("Please prove that it is you", "")
                        .paragraph("The last log-in is too long ago for what you want to change.");
        if (!wrong.isEmpty()) {
            page = page.markup("<p class=\"wrong\" role=\"alert\">" + Page.escape(wrong) + "</p>");
        }
        boolean hasPassword = transactions.joined(() -> accounts.hasPassword(account.id()));
        List<Reauthentication.Way> ways =
                others.stream().flatMap(other -> other.ways(account, next).stream()).toList();
        if (hasPassword) {
            page = form(page, exchange, passwordFields(account));
        }
        for (Reauthentication.Way way : ways) {
            page = page.markup(link(way));
        }
        boolean mail = !hasPassword && ways.isEmpty() && account.confirmedEmail().isPresent();
        if (mail) {
            page = form(page, exchange, MAIL_BUTTON);
        }
        return page.markup(
                "<p><a id=\"logout\" href=\""
                        + Page.escape(origin.path(config.basePrefix() + "/logout"))
                        + "\">Log out</a></p>");
    }

    private static String passwordFields(Account account) {
        String name = account.email().map(email -> email.text()).orElse("");
        return "<input type=\"hidden\" autocomplete=\"username\" value=\""
                + Page.escape(name)
                + "\"><label for=\"password\">Password</label><input id=\"password\""
                + " name=\"password\" type=\"password\" autocomplete=\"current-password\""
                + " required autofocus><button id=\"reauthenticate\">Go on</button>";
    }

    private String link(Reauthentication.Way way) {
        return "<p><a class=\"button\" href=\""
                + Page.escape(origin.path(way.path()))
                + "\">Go on with "
                + Page.escape(way.title())
                + "</a></p>";
    }

    /** Names its action: with the URL of the page the next URI would be sent twice. */
    private Page form(Page page, Exchange exchange, String fields) {
        return page.formTo(
                origin.path(config.basePrefix() + "/" + Refusals.REAUTHENTICATE),
                tokens.token(exchange),
                "<input type=\"hidden\" name=\"next\" value=\""
                        + Page.escape(next(exchange))
                        + "\">"
                        + fields);
    }
}
