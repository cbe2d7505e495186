package dev.webauth.impl.provider;

import dev.webauth.impl.config.Loopback;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.web.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The URLs of a provider: the configured ones, else those in its discovery document (OpenID Connect
 * Discovery 4). The document is fetched when it is first needed, so that an application starts
 * while a provider is unavailable.
 */
@ApplicationScoped
class Endpoints {

    private static final Duration DOCUMENT_LIFETIME = Duration.ofHours(1);

    @Inject Clients clients;
    @Inject Http http;
    @Inject Bulkheads bulkheads;
    @Inject Origin origin;
    @Inject Now now;

    private final Map<URI, Document> documents = new ConcurrentHashMap<>();

    private record Document(JsonObject json, Instant until) {}

    /**
     * The authorization endpoint. A permit is taken only if the document must be fetched for it.
     */
    URI authorization(Client client) throws ProviderFailure {
        boolean known =
                client.uri("authorization-uri").isPresent()
                        || fresh(documentUri(client)).isPresent();
        return known
                ? authorization(client, Deadline.start())
                : bulkheads.with(client, () -> authorization(client, Deadline.start()));
    }

    private URI authorization(Client client, Deadline deadline) throws ProviderFailure {
        return required(client, "authorization-uri", "authorization_endpoint", deadline);
    }

    URI token(Client client, Deadline deadline) throws ProviderFailure {
        return required(client, "token-uri", "token_endpoint", deadline);
    }

    URI jwks(Client client, Deadline deadline) throws ProviderFailure {
        return required(client, "jwks-uri", "jwks_uri", deadline);
    }

    /** The UserInfo endpoint; empty if the provider has none and its ID Token has all claims. */
    Optional<URI> userinfo(Client client, Deadline deadline) throws ProviderFailure {
        Optional<URI> configured = client.uri("userinfo-uri");
        if (configured.isPresent()) {
            return Optional.of(simulated(client, "userinfo").orElse(configured.get()));
        }
        // A preset without a UserInfo endpoint has none; discovery is not asked.
        return client.uri("token-uri").isPresent()
                ? Optional.empty()
                : discovered(client, "userinfo_endpoint", deadline);
    }

    /** The URL of a further request after UserInfo, such as the one for e-mail addresses. */
    Optional<URI> more(Client client, String field) {
        Optional<URI> configured = client.uri(field);
        return configured.isEmpty()
                ? Optional.empty()
                : simulated(client, field.replace("-uri", "")).or(() -> configured);
    }

    /** Whether the provider always adds its issuer to the callback (RFC 9207, 3). */
    boolean promisesIssuer(Client client, Deadline deadline) throws ProviderFailure {
        return client.isOpenId()
                && client.uri("token-uri").isEmpty()
                && JsonValue.TRUE.equals(
                        document(client, deadline)
                                .get("authorization_response_iss_parameter_supported"));
    }

    private URI required(Client client, String field, String name, Deadline deadline)
            throws ProviderFailure {
        Optional<URI> configured = client.uri(field);
        if (configured.isPresent()) {
            return simulated(client, field.replace("-uri", "")).orElse(configured.get());
        }
        return discovered(client, name, deadline)
                .orElseThrow(
                        () ->
                                ProviderFailure.wrong(
                                        "discovery_invalid", "the document has no " + name));
    }

    private Optional<URI> discovered(Client client, String name, Deadline deadline)
            throws ProviderFailure {
        Optional<String> text = ProviderJson.text(document(client, deadline), name);
        return text.isEmpty() ? Optional.empty() : Optional.of(secure(name, text.get()));
    }

    private static URI secure(String name, String text) throws ProviderFailure {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equals(uri.getScheme()) && Loopback.isHost(uri.getHost());
            if (uri.getHost() != null && (http || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the message for any malformed URL.
        }
        throw ProviderFailure.wrong("discovery_invalid", name + " is not an https URL");
    }

    private JsonObject document(Client client, Deadline deadline) throws ProviderFailure {
        URI uri = documentUri(client);
        Optional<Document> known = fresh(uri);
        JsonObject json =
                known.isPresent()
                        ? known.get().json()
                        : ProviderJson.object(http.document(uri, deadline.next()));
        // Another issuer's document would send users and codes to that issuer (Discovery 4.3).
        String issuer = ProviderJson.text(json, "issuer").orElse("");
        if (!issuer.equals(client.text("issuer"))) {
            throw ProviderFailure.wrong(
                    "discovery_invalid",
                    uri
                            + " is the document of another issuer, \""
                            + issuer
                            + "\"; webauth."
                            + client.id()
                            + ".issuer is \""
                            + client.text("issuer")
                            + "\"");
        }
        if (known.isEmpty()) {
            documents.put(uri, new Document(json, now.instant().plus(DOCUMENT_LIFETIME)));
        }
        return json;
    }

    private URI documentUri(Client client) {
        return simulated(client, ".well-known/openid-configuration")
                .orElseGet(
                        () ->
                                URI.create(
                                        client.text("issuer").replaceFirst("/$", "")
                                                + "/.well-known/openid-configuration"));
    }

    private Optional<Document> fresh(URI uri) {
        return Optional.ofNullable(documents.get(uri))
                .filter(document -> !document.until().isBefore(now.instant()));
    }

    private Optional<URI> simulated(Client client, String place) {
        return clients.isSimulated(client)
                ? Optional.of(URI.create(origin.route("/dev/idp/" + client.id() + "/" + place)))
                : Optional.empty();
    }
}
