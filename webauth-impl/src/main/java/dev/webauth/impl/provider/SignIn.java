package dev.webauth.impl.provider;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.webauth.WebAuthException;
import dev.webauth.impl.web.Browser;
import dev.webauth.impl.web.Origin;
import dev.webauth.spi.IdentityProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The authorization code flow (RFC 6749, 4.1; RFC 9700): from the redirect to a provider to the
 * identity that its callback proves.
 */
@ApplicationScoped
class SignIn {

    @Inject Endpoints endpoints;
    @Inject Flows flows;
    @Inject Tokens tokens;
    @Inject IdTokens idTokens;
    @Inject Userinfo userinfo;
    @Inject Clients clients;
    @Inject Bulkheads bulkheads;
    @Inject Browser browser;
    @Inject Origin origin;

    /** Starts a sign-in and returns the URL to which the browser is redirected. */
    URI start(Client client, Flow.Intent intent, Optional<Long> userId, Optional<String> next)
            throws ProviderFailure {
        URI endpoint = guarded(() -> endpoints.authorization(client));
        State state = new State();
        Flow flow =
                new Flow(
                        client.id(),
                        new Nonce().getValue(),
                        new CodeVerifier().getValue(),
                        browser.mark(),
                        origin.route("/" + client.id() + "/auth"),
                        intent,
                        userId,
                        next,
                        Optional.empty());
        flows.begin(state.getValue(), flow);
        return guarded(() -> request(client, flow, state, endpoint).toURI());
    }

    private static AuthorizationRequest request(
            Client client, Flow flow, State state, URI endpoint) {
        AuthorizationRequest.Builder request =
                new AuthorizationRequest.Builder(
                                ResponseType.CODE, new ClientID(client.text("client-id")))
                        .endpointURI(endpoint)
                        .redirectionURI(URI.create(flow.redirectUri()))
                        .state(state);
        if (!client.scope().isEmpty()) {
            request.customParameter("scope", client.scope());
        }
        if (client.isTrue("pkce")) {
            request.codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256);
        }
        if (client.isOpenId() && client.isTrue("nonce")) {
            request.customParameter("nonce", flow.nonce());
        }
        if (client.isOpenId() && flow.intent() == Flow.Intent.REAUTHENTICATE) {
            // Requires a new log-in at the provider (OpenID Connect Core, 3.1.2.1).
            request.customParameter("max_age", "0");
        }
        if (client.is("response-mode", "form_post")) {
            request.responseMode(ResponseMode.FORM_POST);
        }
        client.parameters("authorization-parameters")
                .forEach((name, value) -> request.customParameter(name, value));
        return request.build();
    }

    /**
     * Finishes a sign-in and returns the identity. The flow is consumed already, so this runs once.
     */
    Identity finish(Client client, Flow flow, Callback callback) throws ProviderFailure {
        if (!flow.provider().equals(client.id())) {
            throw ProviderFailure.refused(
                    "state_mismatch", "the state belongs to another provider");
        }
        if (!browser.is(flow.browser())) {
            throw ProviderFailure.refused("state_mismatch", "the sign-in began in another browser");
        }
        Deadline deadline = Deadline.start();
        return bulkheads.with(
                client,
                () ->
                        guarded(
                                () -> {
                                    checkIssuer(client, callback, deadline);
                                    checkCode(callback);
                                    return identity(client, flow, callback, deadline);
                                }));
    }

    /** Refuses a callback that another provider may have sent (RFC 9207, 2.4). */
    private void checkIssuer(Client client, Callback callback, Deadline deadline)
            throws ProviderFailure {
        Optional<String> issuer = callback.value("iss");
        String expected = client.text("issuer");
        boolean promised = endpoints.promisesIssuer(client, deadline);
        if (issuer.isEmpty() && promised) {
            throw ProviderFailure.refused("issuer_mismatch", "iss is missing in the callback");
        }
        if (issuer.isPresent() && !expected.isEmpty() && !fits(expected, issuer.get())) {
            throw ProviderFailure.refused(
                    "issuer_mismatch", "iss in the callback is another issuer");
        }
    }

    private static boolean fits(String expected, String issuer) {
        return issuer.equals(expected)
                || expected.contains("{tenantid}")
                        && issuer.matches(
                                "\\Q"
                                        + expected.replace("{tenantid}", "\\E[0-9a-f-]{36}\\Q")
                                        + "\\E");
    }

    private static void checkCode(Callback callback) throws ProviderFailure {
        Optional<String> error = callback.value("error");
        if (error.isPresent()) {
            boolean denied =
                    error.get().equals("access_denied")
                            || error.get().equals("user_cancelled_authorize")
                            || error.get().equals("user_cancelled_login");
            throw ProviderFailure.refused(
                    denied ? "access_denied" : "provider_error",
                    denied ? "the user declined" : "the provider sent an error");
        }
        callback.code();
    }

    private Identity identity(Client client, Flow flow, Callback callback, Deadline deadline)
            throws ProviderFailure {
        Tokens.Pair pair = tokens.get(client, flow, callback, deadline);
        JsonObjectBuilder claims = jakarta.json.Json.createObjectBuilder();
        JsonObject idToken =
                client.isOpenId()
                        ? idTokens.validate(client, flow, pair, deadline)
                        : JsonValue.EMPTY_JSON_OBJECT;
        Optional<JsonObject> answer = userinfo.get(client, pair.accessToken(), deadline);
        if (answer.isPresent()) {
            // By Core 5.3.2 the two subjects must be equal.
            if (client.isOpenId() && !Objects.equals(idToken.get("sub"), answer.get().get("sub"))) {
                throw ProviderFailure.wrong(
                        "userinfo_mismatch", "sub in UserInfo is not sub in the ID Token");
            }
            answer.get().forEach(claims::add);
        }
        // The signed claims override those of UserInfo.
        idToken.forEach(claims::add);
        Optional<JsonStructure> emails = userinfo.emails(client, pair.accessToken(), deadline);
        emails.ifPresent(json -> claims.add("emails", json));
        if (client.is("response-mode", "form_post")) {
            callback.value("user")
                    .flatMap(SignIn::user)
                    .ifPresent(user -> claims.add("user", user));
        }
        return Identity.of(client, issuer(client, idToken), changed(client, claims.build()));
    }

    /**
     * The user data that Apple posts at the first sign-in. It is not signed and is used for the
     * display name only, so malformed data does not fail the sign-in.
     */
    private static Optional<JsonObject> user(String posted) {
        try {
            return Optional.of(ProviderJson.object(ProviderJson.parse(posted)));
        } catch (ProviderFailure e) {
            return Optional.empty();
        }
    }

    private JsonObject changed(Client client, JsonObject claims) {
        Optional<IdentityProvider> bean = clients.bean(client.id());
        return bean.isEmpty()
                ? claims
                : ProviderJson.object(bean.get().claims(ProviderJson.map(claims)));
    }

    /**
     * Runs code that reads a provider's responses. Classes of libraries and beans of the
     * application may throw for unexpected values, which counts as a failure of the provider.
     */
    private static <T> T guarded(Bulkheads.Work<T> work) throws ProviderFailure {
        try {
            return work.run();
        } catch (WebAuthException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ProviderFailure.wrong("answer_invalid", e);
        }
    }

    /**
     * The issuer that is stored with the identity: the configured one, even if the token has an
     * alias.
     */
    private static String issuer(Client client, JsonObject idToken) {
        return client.text("issuer").contains("{")
                ? ((JsonString) idToken.get("iss")).getString()
                : client.text("issuer");
    }
}
