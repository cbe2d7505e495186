package dev.webauth.impl.dev;

import dev.webauth.impl.crypto.Hmac;
import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonStructure;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The simulator's UserInfo endpoint. The token must be where the provider expects it. */
@ApplicationScoped
@Route.Name(DevGate.NAME)
class UserinfoRoute implements Route {

    private static final String EMAILS = "emails";
    private static final String FALLBACK = "userinfo-fallback";
    private static final List<String> ENDPOINTS = List.of("userinfo", FALLBACK, EMAILS);

    @Inject Simulator simulator;
    @Inject Grants grants;

    @Override
    public boolean serves(List<String> path) {
        return simulator.serves(path, ENDPOINTS)
                && !simulator.client(path).text(Simulator.place(path) + "-uri").isEmpty();
    }

    @Override
    public void get(Exchange exchange) {
        answer(exchange, "GET");
    }

    @Override
    public void post(Exchange exchange) {
        answer(exchange, "POST");
    }

    private void answer(Exchange exchange, String method) {
        Client client = simulator.client(exchange.path());
        try {
            tell(exchange, client, answer(exchange, client, method));
        } catch (SimulatorError e) {
            FieldTree refusal = new FieldTree();
            refusal.member("error", e.code());
            refusal.member("error_description", e.getMessage());
            exchange.json(e.status(), refusal.json());
        }
    }

    private JsonStructure answer(Exchange exchange, Client client, String method)
            throws SimulatorError {
        String place = Simulator.place(exchange.path());
        if (place.equals(EMAILS)) {
            requireMethod("GET", method);
            return Profile.of(client, grant(client, byHeader(exchange, "Bearer"))).emails();
        }
        requireMethod(client.text("userinfo-method"), method);
        Optional<String> token =
                switch (client.text("userinfo-token")) {
                    case "query" -> byQuery(exchange, client);
                    case "form" -> byForm(exchange, client);
                    default -> byHeader(exchange, client.text("userinfo-token"));
                };
        Persona persona = grant(client, token);
        checkBody(exchange, client);
        checkProof(exchange, client, token.orElseThrow());
        Profile profile =
                place.equals(FALLBACK)
                        ? Profile.withoutEmail(client, persona)
                        : Profile.of(client, persona);
        return profile.claims().json();
    }

    private static void requireMethod(String wanted, String method) throws SimulatorError {
        if (!wanted.equals(method)) {
            throw refused(wanted + " is wanted");
        }
    }

    private Persona grant(Client client, Optional<String> token) throws SimulatorError {
        return token.flatMap(text -> grants.find(client.id(), text))
                .map(Grants.Grant::persona)
                .orElseThrow(
                        () ->
                                refused(
                                        "there is no valid access token where this provider wants"
                                                + " it"));
    }

    private static SimulatorError refused(String why) {
        return SimulatorError.of(401, "invalid_token", why);
    }

    /** The token after this word, which is case-sensitive at some providers. */
    private static Optional<String> byHeader(Exchange exchange, String word) {
        return exchange.current()
                .header("Authorization")
                .filter(header -> header.startsWith(word + " "))
                .filter(header -> !exchange.has("access_token"))
                .map(header -> header.substring(word.length() + 1));
    }

    private static Optional<String> byQuery(Exchange exchange, Client client) {
        boolean app =
                client.text("app-key").isEmpty()
                        || exchange.parameter("key")
                                .filter(client.text("app-key")::equals)
                                .isPresent();
        return app && exchange.isInQuery("access_token")
                ? exchange.parameter("access_token")
                : Optional.empty();
    }

    private static Optional<String> byForm(Exchange exchange, Client client) {
        return exchange.formParameter("client_id")
                .filter(client.text("client-id")::equals)
                .flatMap(id -> exchange.formParameter("access_token"));
    }

    private static void checkBody(Exchange exchange, Client client) throws SimulatorError {
        String wanted = client.text("userinfo-body");
        if (!wanted.isEmpty() && !exchange.body().equals(wanted)) {
            throw SimulatorError.of(400, "invalid_request", "the body must be " + wanted);
        }
    }

    private static void checkProof(Exchange exchange, Client client, String token)
            throws SimulatorError {
        String name = client.text("userinfo-proof");
        String secret = client.text("client-secret");
        if (!name.isEmpty()
                && !secret.isEmpty()
                && exchange.parameter(name).filter(Hmac.sha256(secret, token)::equals).isEmpty()) {
            throw refused(name + " is wrong");
        }
    }

    private static void tell(Exchange exchange, Client client, JsonStructure json) {
        if (!ProviderQuirks.has(client, "gzip")) {
            exchange.json(200, json);
            return;
        }
        exchange.answer(
                Response.ok(zipped(json.toString()), MediaType.APPLICATION_JSON)
                        .header("Content-Encoding", "gzip")
                        .build());
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
