package dev.webauth.impl.link;

import dev.webauth.AccessDeniedException;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ApplicationAnswers;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The route {@code /auth/confirm/KEY}. In the browser that requested the link, GET runs its action.
 * In any other browser GET changes nothing and shows a page, so that a mail scanner neither
 * consumes the link nor gets a session, and a stranger is not logged in to the account.
 */
@ApplicationScoped
@Route.Name("confirm")
class LinkRoute implements Route {

    @Inject WebAuthConfig config;
    @Inject OpenedLinks links;
    @Inject LogIns logIns;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Origin origin;
    @Inject FormTokens tokens;
    @Inject ApplicationAnswers application;

    @Override
    public boolean serves(List<String> path) {
        return !path.isEmpty() && path.get(0).equals("confirm");
    }

    @Override
    public void get(Exchange exchange) {
        Optional<OpenedLinks.Opened> opened = open(exchange);
        if (opened.isEmpty()) {
            missing(exchange);
        } else if (opened.get().inOwnBrowser() && origin.isNavigation(exchange.current())) {
            finish(exchange, opened.get());
        } else {
            exchange.page(
                    200,
                    LinkPages.ask(opened.get().notice(), exchange.texts(), tokens.token(exchange)));
        }
    }

    @Override
    public void post(Exchange exchange) {
        tokens.require(exchange);
        Optional<OpenedLinks.Opened> opened = open(exchange);
        if (opened.isEmpty()) {
            missing(exchange);
        } else if (exchange.has("not_me") && opened.get().notice().disownable()) {
            disown(exchange, opened.get());
        } else {
            prove(exchange, opened.get());
        }
    }

    private Optional<OpenedLinks.Opened> open(Exchange exchange) {
        Optional<Token> token =
                exchange.path().size() == 2
                        ? Token.parse(exchange.path().get(1))
                        : Optional.empty();
        return token.flatMap(links::open);
    }

    private void prove(Exchange exchange, OpenedLinks.Opened opened) {
        if (!opened.inOwnBrowser()) {
            LinkAction.Notice notice = opened.notice();
            if (notice.finish() == LinkAction.Finish.ONLY_WHERE_ASKED) {
                exchange.page(403, LinkPages.ask(notice, exchange.texts(), tokens.token(exchange)));
                return;
            }
            if (notice.finish() == LinkAction.Finish.PASSWORD) {
                try {
                    links.checkPassword(opened, exchange.formParameter("password").orElse(null));
                } catch (AccessDeniedException e) {
                    askAgain(exchange, notice, "link.password_wrong");
                    return;
                }
            }
        }
        finish(exchange, opened);
    }

    private void askAgain(Exchange exchange, LinkAction.Notice notice, String wrong) {
        exchange.page(
                403, LinkPages.askAgain(notice, exchange.texts(), wrong, tokens.token(exchange)));
    }

    private void finish(Exchange exchange, OpenedLinks.Opened opened) {
        OpenedLinks.Use use = links.use(opened);
        if (use == OpenedLinks.Use.MISSED) {
            missing(exchange);
            return;
        }
        Link link = opened.link();
        String next =
                Optional.of(use)
                        .filter(OpenedLinks.Use.STEP::equals)
                        .flatMap(step -> logIns.stepPage())
                        .orElseGet(() -> next(link));
        Map<String, String> data = link.userId() == null ? link.data() : Map.of();
        application
                .answer(answers -> answers.actionConfirmed(link.method(), data, next))
                .ifPresentOrElse(exchange::answer, () -> exchange.redirectToPath(next));
    }

    private String next(Link link) {
        return link.nextUri() == null ? config.rootUri() : link.nextUri();
    }

    /** One click is not enough to report a link: the user must also type the address. */
    private void disown(Exchange exchange, OpenedLinks.Opened opened) {
        boolean typed =
                exchange.formParameter("email")
                        .flatMap(EmailAddress::find)
                        .map(EmailAddress::text)
                        .equals(Optional.ofNullable(opened.link().email()));
        if (!typed) {
            askAgain(exchange, opened.notice(), "link.not_me.wrong");
        } else if (links.disown(opened)) {
            exchange.message(200, "link.disowned");
        } else {
            missing(exchange);
        }
    }

    /**
     * Only invalid links count against the limit: other users in the network may have valid ones.
     */
    private void missing(Exchange exchange) {
        if (!ip.network().map(from -> throttle.take(Limit.LINK_NETWORK, from)).orElse(true)) {
            exchange.message(429, "link.too_many");
            return;
        }
        application
                .answer(dev.webauth.spi.Answers::noSuchLink)
                .ifPresentOrElse(exchange::answer, () -> exchange.message(404, "link.missing"));
    }
}
