package dev.webauth.impl.provider;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.throttle.Limit;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.Application;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Page;
import dev.webauth.impl.web.Route;
import dev.webauth.spi.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code /auth/<provider>/login} and {@code /auth/<provider>/auth}. A visitor is logged in; whoever
 * is logged in gets one more way into the account.
 */
@ApplicationScoped
class ProviderRoute implements Route {

    private static final Logger LOG = Logger.getLogger("dev.webauth.provider");

    @Inject WebAuthConfig config;
    @Inject Clients clients;
    @Inject SignIn signIn;
    @Inject Flows flows;
    @Inject LinkedIdentities identities;
    @Inject HttpSessions sessions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Origin origin;
    @Inject Application application;

    @Override
    public boolean serves(List<String> path) {
        return path.size() == 2
                && (path.get(1).equals("login") || path.get(1).equals("auth"))
                && clients.find(path.get(0)).isPresent();
    }

    @Override
    public void get(Exchange exchange) {
        Client client = clients.find(exchange.path().get(0)).orElseThrow();
        try {
            if (exchange.path().get(1).equals("login")) {
                start(exchange, client);
            } else {
                finish(exchange, client);
            }
        } catch (ProviderFailure e) {
            fail(exchange, client, e);
        }
    }

    private void start(Exchange exchange, Client client) throws ProviderFailure {
        if (origin.isCrossSite(exchange.current())) {
            // Another site must not sign anybody in or link anything: a click here may. A link and
            // not a form, whose redirect to the provider form-action would forbid.
            exchange.page(
                    200,
                    Page.message(
                            client.title(),
                            "Do you want to go on with " + client.title() + "?",
                            origin.path(config.basePrefix() + "/" + client.id() + "/login"),
                            "Go on"));
            return;
        }
        Optional<Caller> caller = sessions.caller();
        if (caller.isPresent() && !caller.get().confirmed()) {
            throw ProviderFailure.refused(
                    "email_unconfirmed", "the account's address is not confirmed yet");
        }
        if (!ip.network().map(from -> throttle.take(Limit.PROVIDER_NETWORK, from)).orElse(true)) {
            throw ProviderFailure.refused("too_many_sign_ins", "the network sets out too often");
        }
        exchange.redirect(
                signIn.start(client, caller.map(Caller::userId), sessions.next()).toString());
    }

    private void finish(Exchange exchange, Client client) throws ProviderFailure {
        Flow flow = flows.take(state(exchange, client));
        Callback callback =
                flow.posted().isPresent() ? flow.posted().get() : Callback.of(exchange, client);
        Identity identity = signIn.finish(client, flow, callback);
        try {
            if (flow.linkTo().isPresent()) {
                link(flow.linkTo().get(), identity);
            } else {
                identities.logIn(client, identity);
            }
        } catch (ResourceAlreadyExistsException e) {
            exists(exchange, client);
            return;
        } catch (AccessDeniedException e) {
            if (!e.code().equals("registration_closed")) {
                throw e;
            }
            registrationDenied(exchange, client);
            return;
        }
        sessions.clearNext();
        exchange.redirect(origin.path(flow.next().orElse(config.rootUri())));
    }

    /** Only for whoever began it: another account may be logged in by now, or nobody. */
    private void link(long userId, Identity identity) throws ProviderFailure {
        if (sessions.caller().filter(caller -> caller.userId() == userId).isEmpty()) {
            throw ProviderFailure.refused(
                    "session_changed", "whoever began to link is not logged in any more");
        }
        identities.link(userId, identity);
    }

    private static String state(Exchange exchange, Client client) throws ProviderFailure {
        return Callback.state(exchange, client)
                .orElseThrow(
                        () ->
                                ProviderFailure.refused(
                                        "state_mismatch", "there is no single state"));
    }

    /**
     * {@code form_post}: another site's POST comes without our cookies, so nobody can tell whose
     * browser it is. What was posted is kept, and the browser sent on by GET, where it has them.
     */
    @Override
    public void post(Exchange exchange) {
        if (!exchange.path().get(1).equals("auth")) {
            exchange.methodNotAllowed();
            return;
        }
        Client client = clients.find(exchange.path().get(0)).orElseThrow();
        try {
            String state = state(exchange, client);
            flows.keep(state, Callback.of(exchange, client));
            exchange.redirect(
                    origin.path(config.basePrefix() + "/" + client.id() + "/auth")
                            + "?state="
                            + URLEncoder.encode(state, StandardCharsets.UTF_8));
        } catch (ProviderFailure e) {
            fail(exchange, client, e);
        }
    }

    private void fail(Exchange exchange, Client client, ProviderFailure failure) {
        LOG.log(
                failure.code().equals("access_denied") ? Level.FINE : Level.WARNING,
                "Signing in with {0} failed ({1}): {2}",
                new Object[] {client.id(), failure.code(), failure.getMessage()});
        answer(
                exchange,
                answers -> answers.providerFailed(client.id(), failure.code(), failure.status()),
                failure.status(),
                text(client, failure));
    }

    private static String text(Client client, ProviderFailure failure) {
        return switch (failure.code()) {
            case "access_denied" -> client.title() + " was not allowed to sign you in.";
            case "email_unconfirmed" ->
                    "Please confirm your e-mail address before you connect " + client.title() + ".";
            case "state_mismatch", "session_changed" ->
                    "This sign-in has expired, was finished already, or was begun in another"
                            + " browser. Please try again.";
            default ->
                    "Signing in with "
                            + client.title()
                            + " did not work. Please try again in a moment.";
        };
    }

    private void exists(Exchange exchange, Client client) {
        answer(
                exchange,
                answers -> answers.providerExists(client.id()),
                409,
                "This identity at " + client.title() + " belongs to another account.");
    }

    private void registrationDenied(Exchange exchange, Client client) {
        answer(
                exchange,
                answers -> answers.registrationDenied(client.id()),
                403,
                "New accounts cannot be created at present.");
    }

    private void answer(
            Exchange exchange,
            Function<Answers, Optional<Response>> question,
            int status,
            String text) {
        application
                .answer(question)
                .ifPresentOrElse(
                        exchange::answer,
                        () ->
                                exchange.page(
                                        status,
                                        Page.message(
                                                "That did not work",
                                                text,
                                                exchange.root(),
                                                "Go on")));
    }
}
