package dev.webauth.impl.provider;

import dev.webauth.impl.crypto.Hmac;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the user's claims from UserInfo (OpenID Connect Core 5.3) or from the provider's own API.
 */
@ApplicationScoped
class Userinfo {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject Endpoints endpoints;
    @Inject Http http;
    @Inject IdTokens idTokens;

    /** The claims of UserInfo; empty for a provider without this endpoint. */
    Optional<JsonObject> get(Client client, String accessToken, Deadline deadline)
            throws ProviderFailure {
        Optional<URI> uri = endpoints.userinfo(client, deadline);
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        ProviderAnswer answer = send(client, uri.get(), accessToken, deadline);
        Optional<URI> fallback = endpoints.more(client, "userinfo-fallback-uri");
        if (!answer.isOk() && fallback.isPresent()) {
            answer = send(client, fallback.get(), accessToken, deadline);
        }
        if (!answer.isOk()) {
            throw ProviderFailure.wrong("userinfo_refused", "UserInfo answered " + answer.status());
        }
        JsonObject json = claims(client, answer, deadline);
        if (JsonValue.FALSE.equals(json.get("ok"))) {
            throw ProviderFailure.wrong("userinfo_refused", "UserInfo answered that it is not ok");
        }
        return Optional.of(json);
    }

    private ProviderAnswer send(Client client, URI uri, String accessToken, Deadline deadline)
            throws ProviderFailure {
        Http.Call call = call(client, uri, accessToken);
        return http.send(
                client.isOpenId() ? call.with("Accept", "application/json, application/jwt") : call,
                deadline.next());
    }

    private JsonObject claims(Client client, ProviderAnswer answer, Deadline deadline)
            throws ProviderFailure {
        if (!answer.isJwt()) {
            return ProviderJson.object(answer);
        }
        if (!client.isOpenId()) {
            throw ProviderFailure.wrong(
                    "answer_invalid", "UserInfo is a JWT, and its provider has no OpenID Connect");
        }
        return idTokens.validateUserinfo(client, answer.text(), deadline);
    }

    /**
     * The response of {@code emails-uri}; empty without this field, and if the provider refuses.
     */
    Optional<JsonStructure> emails(Client client, String accessToken, Deadline deadline)
            throws ProviderFailure {
        Optional<URI> uri = endpoints.more(client, "emails-uri");
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        ProviderAnswer answer =
                http.send(
                        Http.Call.get(uri.get()).with("Authorization", "Bearer " + accessToken),
                        deadline.next());
        return answer.isOk() ? Optional.of(ProviderJson.body(answer)) : Optional.empty();
    }

    private static Http.Call call(Client client, URI uri, String accessToken) {
        URI to = client.text("userinfo-proof").isEmpty() ? uri : proved(client, uri, accessToken);
        String method = client.text("userinfo-method");
        return switch (client.text("userinfo-token")) {
            case "query" ->
                    new Http.Call(
                            method, withQuery(client, to, accessToken), java.util.Map.of(), null);
            case "form" ->
                    new Http.Call(
                            method,
                            to,
                            java.util.Map.of("Content-Type", FORM),
                            pair("access_token", accessToken)
                                    + "&"
                                    + pair("client_id", client.text("client-id")));
            default ->
                    body(client, new Http.Call(method, to, java.util.Map.of(), null))
                            .with(
                                    "Authorization",
                                    client.text("userinfo-token") + " " + accessToken);
        };
    }

    private static Http.Call body(Client client, Http.Call call) {
        return client.text("userinfo-body").isEmpty()
                ? call
                : new Http.Call(
                        call.method(),
                        call.uri(),
                        java.util.Map.of("Content-Type", "application/json"),
                        client.text("userinfo-body"));
    }

    private static URI withQuery(Client client, URI uri, String accessToken) {
        String key =
                client.text("app-key").isEmpty() ? "" : "&" + pair("key", client.text("app-key"));
        return appended(uri, pair("access_token", accessToken) + key);
    }

    /**
     * Adds Facebook's {@code appsecret_proof}, which proves that we know the secret and which an
     * app may require.
     */
    private static URI proved(Client client, URI uri, String accessToken) {
        return client.secret().isEmpty()
                ? uri
                : appended(
                        uri,
                        pair(
                                client.text("userinfo-proof"),
                                Hmac.sha256(client.text("client-secret"), accessToken)));
    }

    private static URI appended(URI uri, String query) {
        return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + query);
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
