package dev.webauth.impl.provider;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.webauth.impl.config.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Exchanges a code for tokens (RFC 6749, 4.1.3). */
@ApplicationScoped
class Tokens {

    /** Printable ASCII (RFC 6749, A.12). */
    private static final Pattern ACCESS_TOKEN = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]*");

    @Inject Endpoints endpoints;
    @Inject Http http;
    @Inject Now now;

    /** The tokens from the token endpoint. They are not validated yet. */
    record Pair(String accessToken, Optional<String> idToken) {

        @Override
        public String toString() {
            return "Pair[hidden]";
        }
    }

    Pair get(Client client, Flow flow, Callback callback, Deadline deadline)
            throws ProviderFailure {
        URI uri = endpoints.token(client, deadline);
        ProviderAnswer answer =
                http.send(call(request(client, flow, callback, uri)), deadline.next());
        if (answer.isHtml()) {
            throw ProviderFailure.wrong(
                    "answer_invalid",
                    "status "
                            + answer.status()
                            + ": a page, \""
                            + answer.contentType()
                            + "\", is not a token response");
        }
        JsonObject json = ProviderJson.object(answer);
        // Some providers report an error with status 200.
        if (!answer.isOk() || json.containsKey("error") || JsonValue.FALSE.equals(json.get("ok"))) {
            throw ProviderFailure.wrong(
                    "token_refused",
                    "the token endpoint answered "
                            + answer.status()
                            + " "
                            + ProviderJson.text(json, "error").map(Tokens::brief).orElse(""));
        }
        String accessToken =
                new FieldPath(client.text("access-token"))
                        .text(json)
                        .filter(token -> ACCESS_TOKEN.matcher(token).matches())
                        .orElseThrow(
                                () ->
                                        ProviderFailure.wrong(
                                                "answer_invalid",
                                                "it has no access token that a header can"
                                                        + " carry"));
        return new Pair(accessToken, ProviderJson.text(json, "id_token"));
    }

    /** An error code for the log. Text without the form of a code is not quoted. */
    private static String brief(String error) {
        return error.matches("[\\w.:/-]{1,64}") ? error : "with some error";
    }

    private TokenRequest request(Client client, Flow flow, Callback callback, URI uri)
            throws ProviderFailure {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(callback.code()),
                        URI.create(flow.redirectUri()),
                        client.isTrue("pkce") ? new CodeVerifier(flow.verifier()) : null);
        Optional<ClientAuthentication> authentication = authentication(client);
        TokenRequest.Builder request =
                authentication.isPresent()
                        ? new TokenRequest.Builder(uri, authentication.get(), grant)
                        : new TokenRequest.Builder(
                                uri, new ClientID(client.text("client-id")), grant);
        client.parameters("token-parameters")
                .forEach((name, value) -> request.customParameter(name, value));
        for (String name : client.list("callback-parameters")) {
            callback.value(name).ifPresent(value -> request.customParameter(name, value));
        }
        return request.build();
    }

    /** The client authentication; empty for a public client (RFC 6749, 2.1). */
    private Optional<ClientAuthentication> authentication(Client client) {
        ClientID id = new ClientID(client.text("client-id"));
        if (client.signsSecret()) {
            String secret = SignedSecret.make(client, now.instant());
            return Optional.of(new ClientSecretPost(id, new Secret(secret)));
        }
        if (client.secret().isEmpty() || client.is("token-endpoint-auth-method", "none")) {
            return Optional.empty();
        }
        Secret secret = new Secret(client.text("client-secret"));
        return Optional.of(
                client.is("token-endpoint-auth-method", "client_secret_basic")
                        ? new ClientSecretBasic(id, secret)
                        : new ClientSecretPost(id, secret));
    }

    private static Http.Call call(TokenRequest request) {
        HTTPRequest from = request.toHTTPRequest();
        Map<String, String> headers = new LinkedHashMap<>();
        from.getHeaderMap().forEach((name, values) -> headers.put(name, first(values)));
        return new Http.Call("POST", request.getEndpointURI(), headers, from.getBody());
    }

    private static String first(List<String> values) {
        return values.get(0);
    }
}
