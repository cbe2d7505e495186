package dev.webauth.impl.link;

import dev.webauth.AccessDeniedException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ActionConfirmed;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Limit;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.Application;
import dev.webauth.impl.web.Browser;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /auth/confirm/KEY}. In the browser that asked for the link, GET acts. In any other one GET
 * changes nothing and shows a button, so that a scanner of mail neither uses the link up nor gets a
 * session, and a stranger is not logged into somebody's account.
 */
@ApplicationScoped
class LinkRoute implements Route {

    @Inject WebAuthConfig config;
    @Inject Links links;
    @Inject LinkActions actions;
    @Inject Browser browser;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject HttpSessions sessions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Origin origin;
    @Inject Application application;
    @Inject Event<AccountEvent> events;

    @Override
    public boolean serves(List<String> path) {
        return !path.isEmpty() && path.get(0).equals("confirm");
    }

    @Override
    public void get(Exchange exchange) {
        Optional<Opened> opened = open(exchange);
        if (opened.isEmpty()) {
            missing(exchange);
        } else if (opened.get().inOwnBrowser()) {
            finish(exchange, opened.get());
        } else {
            exchange.page(200, LinkPages.ask(opened.get().notice(), ""));
        }
    }

    @Override
    public void post(Exchange exchange) {
        origin.requireSame();
        Optional<Opened> opened = open(exchange);
        if (opened.isEmpty()) {
            missing(exchange);
        } else if (exchange.has("not_me") && opened.get().notice().disownable()) {
            disown(exchange, opened.get());
        } else {
            prove(exchange, opened.get());
        }
    }

    /** A link that was followed and is still good. */
    private record Opened(Token token, Link link, LinkAction action, boolean inOwnBrowser) {
        LinkAction.Notice notice() {
            return action.notice(link);
        }
    }

    private Optional<Opened> open(Exchange exchange) {
        Optional<Token> token =
                exchange.path().size() == 2
                        ? Token.parse(exchange.path().get(1))
                        : Optional.empty();
        Optional<String> network = ip.network();
        if (token.isEmpty()
                || network.map(from -> throttle.isExhausted(Limit.LINK_NETWORK, from))
                        .orElse(false)) {
            return Optional.empty();
        }
        Optional<Opened> opened =
                transactions
                        .joined(() -> links.find(token.get()))
                        .flatMap(this::known)
                        .map(found -> opened(token.get(), found));
        if (opened.isEmpty()) {
            network.ifPresent(from -> throttle.take(Limit.LINK_NETWORK, from));
        }
        return opened;
    }

    private Optional<Links.Found> known(Links.Found found) {
        return actions.find(found.link().method()).map(action -> found);
    }

    private Opened opened(Token token, Links.Found found) {
        Link link = found.link();
        boolean loggedIn =
                link.userId() != null
                        && sessions.caller()
                                .map(caller -> caller.userId() == link.userId())
                                .orElse(false);
        return new Opened(
                token,
                link,
                actions.find(link.method()).orElseThrow(),
                loggedIn || browser.is(found.browser()));
    }

    private void prove(Exchange exchange, Opened opened) {
        if (!opened.inOwnBrowser()) {
            LinkAction.Notice notice = opened.notice();
            if (notice.finish() == LinkAction.Finish.ONLY_WHERE_ASKED) {
                exchange.page(403, LinkPages.ask(notice, ""));
                return;
            }
            if (notice.finish() == LinkAction.Finish.PASSWORD) {
                try {
                    opened.action()
                            .checkPassword(
                                    opened.link(), exchange.parameter("password").orElse(null));
                } catch (AccessDeniedException e) {
                    exchange.page(403, LinkPages.ask(notice, "The password is wrong."));
                    return;
                }
            }
        }
        finish(exchange, opened);
    }

    private void finish(Exchange exchange, Opened opened) {
        Optional<Done> done = transactions.joined(() -> use(opened));
        if (done.isEmpty()) {
            missing(exchange);
            return;
        }
        done.get()
                .logIn()
                .ifPresent(
                        logIn ->
                                sessions.begin(
                                        logIn.userId(),
                                        logIn.epoch(),
                                        logIn.method(),
                                        logIn.confirmedSession()));
        Link link = opened.link();
        String next = origin.path(link.nextUri() == null ? config.rootUri() : link.nextUri());
        Map<String, String> data = link.userId() == null ? link.data() : Map.of();
        application
                .answer(answers -> answers.actionConfirmed(link.method(), data, next))
                .ifPresentOrElse(exchange::answer, () -> exchange.redirect(next));
    }

    private record Done(Optional<LinkAction.LogIn> logIn) {}

    private Optional<Done> use(Opened opened) {
        Link link = opened.link();
        if (!holds(link) || !links.consume(opened.token())) {
            return Optional.empty();
        }
        Optional<LinkAction.LogIn> logIn = opened.action().run(link, opened.inOwnBrowser());
        events.fire(new ActionConfirmed(link.userId() == null ? 0 : link.userId(), link.method()));
        return Optional.of(new Done(logIn));
    }

    /** Whether the account that the link is for is still there; it then stays there. */
    private boolean holds(Link link) {
        return link.userId() == null || database.hold(WebAuthUser.class, link.userId()).isPresent();
    }

    private void disown(Exchange exchange, Opened opened) {
        boolean consumed =
                transactions.joined(
                        () -> {
                            boolean first = holds(opened.link()) && links.consume(opened.token());
                            if (first) {
                                opened.action().disown(opened.link());
                            }
                            return first;
                        });
        if (consumed) {
            exchange.page(200, LinkPages.disowned(exchange.root()));
        } else {
            missing(exchange);
        }
    }

    private void missing(Exchange exchange) {
        application
                .answer(dev.webauth.spi.Answers::noSuchLink)
                .ifPresentOrElse(
                        exchange::answer,
                        () -> exchange.page(404, LinkPages.missing(exchange.root())));
    }
}
