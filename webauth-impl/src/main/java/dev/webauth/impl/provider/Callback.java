package dev.webauth.impl.provider;

import dev.webauth.impl.web.Exchange;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the provider sends by way of the browser (RFC 6749, 4.1.2). Only what the code flow knows is
 * looked at: an ID Token or access token that comes this way proves nothing.
 */
record Callback(Map<String, String> values) {

    private static final List<String> KNOWN = List.of("code", "error", "iss", "user");
    private static final int LONGEST = 4096;

    /** Reads it; a parameter that comes twice is refused, whichever of the two is the true one. */
    static Callback of(Exchange exchange, Client client) throws ProviderFailure {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : KNOWN) {
            take(exchange, name, values);
        }
        for (String name : client.callbackParameters()) {
            take(exchange, name, values);
        }
        Optional<String> payload = exchange.parameter(client.text("callback-payload"));
        if (payload.isPresent()) {
            JsonObject json = Json.object(Json.parse(payload.get()));
            json.keySet()
                    .forEach(
                            name ->
                                    Json.text(json, name)
                                            .ifPresent(value -> values.putIfAbsent(name, value)));
        }
        return new Callback(values);
    }

    private static void take(Exchange exchange, String name, Map<String, String> values)
            throws ProviderFailure {
        if (!exchange.has(name)) {
            return;
        }
        values.put(
                name,
                exchange.parameter(name)
                        .filter(value -> value.length() <= LONGEST)
                        .orElseThrow(
                                () ->
                                        ProviderFailure.refused(
                                                "callback_invalid",
                                                name + " came twice or is too long")));
    }

    /** The state, which may be inside a payload. */
    static Optional<String> state(Exchange exchange, Client client) throws ProviderFailure {
        Optional<String> payload = exchange.parameter(client.text("callback-payload"));
        return payload.isPresent()
                ? Json.text(Json.object(Json.parse(payload.get())), "state")
                : exchange.parameter("state");
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
