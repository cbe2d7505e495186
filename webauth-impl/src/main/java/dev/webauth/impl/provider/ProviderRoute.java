package dev.webauth.impl.provider;

import dev.webauth.AccessDeniedException;
import dev.webauth.LoginResult;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ApplicationAnswers;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
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
 * The routes {@code /auth/<provider>/login} and {@code /auth/<provider>/auth}. A visitor is logged
 * in. For a caller the identity is linked to the account.
 */
@ApplicationScoped
class ProviderRoute implements Route {

    /** The parameter with which the page for a fresh log-in starts a sign-in. */
    static final String REAUTHENTICATE = "reauthenticate";

    private static final Logger LOG = Logger.getLogger("dev.webauth.provider");

    @Inject WebAuthConfig config;
    @Inject Clients clients;
    @Inject SignIn signIn;
    @Inject Flows flows;
    @Inject LinkedIdentities identities;
    @Inject LogIns logIns;
    @Inject Callers callers;
    @Inject HttpSessions sessions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Origin origin;
    @Inject FormTokens tokens;
    @Inject ApplicationAnswers application;

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
        Optional<Caller> caller = callers.caller();
        if (!isWanted(exchange, caller.isPresent())) {
            String action = origin.path(config.basePrefix() + "/" + client.id() + "/login");
            exchange.page(200, ProviderPages.ask(client, exchange, action, tokens.token(exchange)));
            return;
        }
        Flow.Intent intent = intent(exchange, caller);
        if (intent == Flow.Intent.LINK) {
            requireMayLink(caller.get());
        }
        if (!ip.network().map(from -> throttle.take(Limit.PROVIDER_NETWORK, from)).orElse(true)) {
            throw ProviderFailure.refused(
                    "too_many_sign_ins", "too many sign-ins began in this network");
        }
        exchange.redirect(
                signIn.start(client, intent, caller.map(Caller::userId), next(exchange, intent))
                        .toString());
    }

    private static Flow.Intent intent(Exchange exchange, Optional<Caller> caller) {
        if (caller.isEmpty()) {
            return Flow.Intent.SIGN_IN;
        }
        return exchange.has(REAUTHENTICATE) ? Flow.Intent.REAUTHENTICATE : Flow.Intent.LINK;
    }

    private Optional<String> next(Exchange exchange, Flow.Intent intent) {
        return intent == Flow.Intent.REAUTHENTICATE
                ? exchange.parameter("next").map(NextUri::check)
                : sessions.next();
    }

    private void requireMayLink(Caller caller) throws ProviderFailure {
        if (!caller.confirmed()) {
            throw ProviderFailure.refused(
                    "email_unconfirmed", "the account's address is not confirmed yet");
        }
        callers.requiredFresh();
    }

    /**
     * Whether to start without asking the user. Another site must neither log anybody in nor link
     * an identity. A caller must therefore come from a page of this origin or with a form token.
     */
    private boolean isWanted(Exchange exchange, boolean loggedIn) {
        CurrentRequest now = exchange.current();
        return origin.isNavigation(now)
                && !origin.isCrossSite(now)
                && (!loggedIn || origin.isOwnNavigation(now) || tokens.isValid(exchange));
    }

    private void finish(Exchange exchange, Client client) throws ProviderFailure {
        if (!origin.isNavigation(exchange.current())) {
            throw ProviderFailure.refused(
                    "callback_invalid", "the callback was not opened in a browser's tab");
        }
        Flow flow = flows.take(state(exchange, client));
        Callback callback =
                flow.posted().isPresent() ? flow.posted().get() : Callback.of(exchange, client);
        Identity identity = signIn.finish(client, flow, callback);
        boolean waits = false;
        try {
            switch (flow.intent()) {
                case SIGN_IN -> waits = !isLoggedIn(client, flow, identity);
                case LINK -> identities.link(still(flow), identity);
                case REAUTHENTICATE -> reauthenticate(still(flow), identity);
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
        if (waits) {
            exchange.redirectToPath(logIns.stepPage().orElse(config.rootUri()));
            return;
        }
        if (flow.intent() != Flow.Intent.REAUTHENTICATE) {
            sessions.clearNext();
        }
        exchange.redirectToPath(flow.next().orElse(config.rootUri()));
    }

    private boolean isLoggedIn(Client client, Flow flow, Identity identity) {
        return identities.logIn(client, identity, flow.next()) == LoginResult.LOGGED_IN;
    }

    /** The caller, if it is the account that began: another account may be logged in by now. */
    private Caller still(Flow flow) throws ProviderFailure {
        return callers.caller()
                .filter(caller -> flow.userId().equals(Optional.of(caller.userId())))
                .orElseThrow(
                        () ->
                                ProviderFailure.refused(
                                        "session_changed",
                                        "the account that began is not logged in any more"));
    }

    private void reauthenticate(Caller caller, Identity identity) throws ProviderFailure {
        if (!identities.reauthenticate(caller, identity)) {
            throw ProviderFailure.refused(
                    "identity_mismatch", "the identity is not linked to the account");
        }
    }

    private static String state(Exchange exchange, Client client) throws ProviderFailure {
        return Callback.state(exchange, client)
                .orElseThrow(
                        () ->
                                ProviderFailure.refused(
                                        "state_mismatch", "the state is missing or repeated"));
    }

    /**
     * Handles {@code form_post}. The POST of another site comes without our cookies, so it does not
     * show whose browser sent it. Its parameters are stored, and the browser is redirected to a
     * GET, which has the cookies.
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
                ProviderPages.text(exchange.texts(), client, failure));
    }

    private void exists(Exchange exchange, Client client) {
        answer(
                exchange,
                answers -> answers.providerExists(client.id()),
                409,
                exchange.texts().text("provider.exists", "provider", client.title()));
    }

    private void registrationDenied(Exchange exchange, Client client) {
        answer(
                exchange,
                answers -> answers.registrationDenied(client.id()),
                403,
                exchange.texts().text("refusal.registration_closed"));
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
                                exchange.message(
                                        status,
                                        exchange.texts().text("provider.refused.title"),
                                        text));
    }
}
