package dev.webauth.impl.dev;

import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The simulator's authorization endpoint: asks for an identity and redirects the browser back. */
@ApplicationScoped
@Route.Name(DevGate.NAME)
class AuthorizationRoute implements Route {

    static final String ENDPOINT = "authorization";

    @Inject Simulator simulator;
    @Inject Grants grants;
    @Inject FormTokens tokens;

    @Override
    public boolean serves(List<String> path) {
        return simulator.serves(path, List.of(ENDPOINT));
    }

    @Override
    public void get(Exchange exchange) {
        Client client = simulator.client(exchange.path());
        try {
            AuthorizationRequest request =
                    AuthorizationRequest.of(exchange, client, simulator.callback(client));
            exchange.page(
                    200,
                    SimulatorPages.question(
                            client, request, action(client), tokens.token(exchange)));
        } catch (SimulatorError e) {
            exchange.page(e.status(), SimulatorPages.refusal(client, e));
        }
    }

    @Override
    public void post(Exchange exchange) {
        tokens.require(exchange);
        Client client = simulator.client(exchange.path());
        try {
            // Checked again: the form's fields went through the browser.
            AuthorizationRequest request =
                    AuthorizationRequest.of(exchange, client, simulator.callback(client));
            answer(exchange, client, decided(exchange, client, request));
        } catch (SimulatorError e) {
            exchange.page(e.status(), SimulatorPages.refusal(client, e));
        }
    }

    private String action(Client client) {
        return simulator.path("/dev/idp/" + client.id() + "/" + ENDPOINT);
    }

    private Map<String, String> decided(
            Exchange exchange, Client client, AuthorizationRequest request) throws SimulatorError {
        Map<String, String> answer = new LinkedHashMap<>();
        switch (exchange.parameter("decision").orElse("")) {
            case "approve" -> approve(client, request, Persona.of(exchange, client), answer);
            case "deny" ->
                    answer.put("error", ProviderQuirks.of(client, "denied", "access_denied"));
            default -> throw SimulatorError.parameter("decision", "must be approve or deny");
        }
        answer.put("state", request.value("state").orElseThrow());
        // RFC 9207. With a tenant in the issuer, the issuer is not known before the sign-in.
        if (!client.text("issuer").isEmpty() && !client.text("issuer").contains("{")) {
            answer.put("iss", client.text("issuer"));
        }
        return answer;
    }

    private void approve(
            Client client,
            AuthorizationRequest request,
            Persona persona,
            Map<String, String> answer) {
        Map<String, String> extra = new LinkedHashMap<>();
        for (String name : client.text("callback-parameters").split(",")) {
            if (!name.isEmpty()) {
                // VK expects the state again. The other parameters have any value.
                extra.put(
                        name,
                        name.equals("state")
                                ? request.value("state").orElseThrow()
                                : Token.random().value());
            }
        }
        answer.put("code", grants.code(new Grants.Grant(client.id(), request, persona, extra)));
        answer.putAll(extra);
        if (grants.isFirst(client.id(), persona.sub())) {
            Profile.of(client, persona).posted().ifPresent(user -> answer.put("user", user));
        }
    }

    private void answer(Exchange exchange, Client client, Map<String, String> values) {
        String callback = simulator.callback(client);
        if (client.is("response-mode", "form_post")) {
            // The page has no script that submits the form, unlike Apple's.
            exchange.page(
                    200, SimulatorPages.formPost(client, callback, tokens.token(exchange), values));
            return;
        }
        exchange.redirect(
                values.entrySet().stream()
                        .map(value -> value.getKey() + "=" + encoded(value.getValue()))
                        .collect(Collectors.joining("&", callback + "?", "")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
