package dev.webauth.impl.dev;

import dev.webauth.impl.provider.Client;
import dev.webauth.impl.web.Exchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The parameters that the browser brings to the authorization endpoint (RFC 6749, 4.1.1; RFC 7636;
 * OpenID Connect Core 3.1.2.1), checked as strictly as a provider may check them.
 */
record AuthorizationRequest(Map<String, String> parameters) {

    private static final List<String> NAMES =
            List.of(
                    "response_type",
                    "client_id",
                    "redirect_uri",
                    "state",
                    "scope",
                    "nonce",
                    "code_challenge",
                    "code_challenge_method",
                    "response_mode");
    private static final String S256_DIGEST = "[A-Za-z0-9_-]{43}";

    static AuthorizationRequest of(Exchange exchange, Client client, String callback)
            throws SimulatorError {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : NAMES) {
            exchange.parameter(name).ifPresent(value -> parameters.put(name, value));
        }
        AuthorizationRequest request = new AuthorizationRequest(parameters);
        request.require("response_type", "code");
        request.require("client_id", client.text("client-id"));
        request.require("redirect_uri", callback);
        request.require("state", text -> !text.isBlank(), "is missing");
        request.checkChallenge(client);
        if (client.isOpenId() && client.isTrue("nonce")) {
            request.require("nonce", text -> !text.isBlank(), "is missing");
        }
        if (client.is("response-mode", "form_post")) {
            request.require("response_mode", "form_post");
        }
        return request;
    }

    private void checkChallenge(Client client) throws SimulatorError {
        if (client.isTrue("pkce")) {
            require("code_challenge_method", "S256");
            require("code_challenge", text -> text.matches(S256_DIGEST), "must be an S256 digest");
        } else if (value("code_challenge").isPresent()) {
            throw SimulatorError.parameter(
                    "code_challenge", "is not allowed: this provider has no PKCE");
        }
    }

    private void require(String name, String expected) throws SimulatorError {
        require(
                name,
                expected::equals,
                "must be \"" + expected + "\", was \"" + value(name).orElse("") + "\"");
    }

    private void require(String name, Predicate<String> right, String problem)
            throws SimulatorError {
        if (value(name).filter(right).isEmpty()) {
            throw SimulatorError.parameter(name, problem);
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
