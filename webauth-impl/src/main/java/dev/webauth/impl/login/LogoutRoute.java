package dev.webauth.impl.login;

import dev.webauth.impl.web.Application;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Page;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** {@code /auth/logout}. Another site's link or image shows a button instead of logging out. */
@ApplicationScoped
class LogoutRoute implements Route {

    @Inject LogIns logIns;
    @Inject Origin origin;
    @Inject Application application;

    @Override
    public boolean serves(List<String> path) {
        return path.equals(List.of("logout"));
    }

    @Override
    public void get(Exchange exchange) {
        if (origin.isCrossSite(exchange.current())) {
            exchange.page(
                    200,
                    new Page("Log out", "")
                            .paragraph("Do you want to log out?")
                            .markup(
                                    "<form method=\"post\"><button id=\"logout\">Log"
                                            + " out</button></form>"));
        } else {
            logOut(exchange);
        }
    }

    @Override
    public void post(Exchange exchange) {
        origin.requireSame();
        logOut(exchange);
    }

    private void logOut(Exchange exchange) {
        String next = logIns.logOut();
        application
                .answer(answers -> answers.loggedOut(next))
                .ifPresentOrElse(exchange::answer, () -> exchange.redirect(next));
    }
}
