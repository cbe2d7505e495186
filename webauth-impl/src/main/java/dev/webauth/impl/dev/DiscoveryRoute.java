package dev.webauth.impl.dev;

import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** The discovery document and the signing keys of a simulated OpenID Connect provider. */
@ApplicationScoped
@Route.Name(DevGate.NAME)
class DiscoveryRoute implements Route {

    private static final String KEYS = "jwks";
    private static final String DOCUMENT = ".well-known/openid-configuration";

    @Inject Simulator simulator;
    @Inject IdTokenSigner signer;

    @Override
    public boolean serves(List<String> path) {
        return simulator.serves(path, List.of(KEYS, DOCUMENT)) && simulator.client(path).isOpenId();
    }

    @Override
    public void get(Exchange exchange) {
        boolean keys = Simulator.place(exchange.path()).equals(KEYS);
        exchange.json(200, keys ? signer.jwks() : document(simulator.client(exchange.path())));
    }

    private JsonObject document(Client client) {
        JsonObjectBuilder document =
                Json.createObjectBuilder()
                        .add("issuer", client.text("issuer"))
                        .add(
                                "authorization_endpoint",
                                simulator.url(client, AuthorizationRoute.ENDPOINT))
                        .add("token_endpoint", simulator.url(client, "token"))
                        .add("jwks_uri", simulator.url(client, KEYS))
                        .add("response_types_supported", Json.createArrayBuilder().add("code"))
                        .add("subject_types_supported", Json.createArrayBuilder().add("public"))
                        .add(
                                "id_token_signing_alg_values_supported",
                                Json.createArrayBuilder().add("RS256"))
                        .add("authorization_response_iss_parameter_supported", true);
        if (!client.text("userinfo-uri").isEmpty()) {
            document.add("userinfo_endpoint", simulator.url(client, "userinfo"));
        }
        return document.build();
    }
}
