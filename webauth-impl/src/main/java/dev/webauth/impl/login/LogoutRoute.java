package dev.webauth.impl.login;

import dev.webauth.impl.web.ApplicationAnswers;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.PageTexts;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The route {@code /auth/logout}. GET logs out only if the user followed a link of this site or
 * typed the address. Any other request, such as another site's link or an image, gets a page with a
 * button.
 */
@ApplicationScoped
@Route.Name(LogoutRoute.NAME)
class LogoutRoute implements Route {

    static final String NAME = "logout";

    @Inject LogIns logIns;
    @Inject Origin origin;
    @Inject FormTokens tokens;
    @Inject ApplicationAnswers application;

    @Override
    public boolean serves(List<String> path) {
        return path.equals(List.of(NAME));
    }

    @Override
    public void get(Exchange exchange) {
        if (origin.isOwnNavigation(exchange.current())) {
            logOut(exchange);
        } else {
            PageTexts texts = exchange.texts();
            exchange.page(
                    200,
                    new HtmlPage(texts, texts.text("login.logout.title"))
                            .paragraph(texts.text("login.logout.text"))
                            .form(
                                    tokens.token(exchange),
                                    "<button id=\"logout\">"
                                            + HtmlPage.escape(texts.text("login.logout.button"))
                                            + "</button>"));
        }
    }

    @Override
    public void post(Exchange exchange) {
        tokens.require(exchange);
        logOut(exchange);
    }

    private void logOut(Exchange exchange) {
        String next = logIns.logOut();
        application
                .answer(answers -> answers.loggedOut(next))
                .ifPresentOrElse(exchange::answer, () -> exchange.redirectToPath(next));
    }
}
