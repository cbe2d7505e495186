package dev.webauth.impl.provider;

import dev.webauth.impl.web.Exchange;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters that the provider sends through the browser (RFC 6749, 4.1.2). Only those of the
 * code flow are read: an ID Token or access token received this way proves nothing.
 */
record Callback(Map<String, String> values) {

    private static final List<String> KNOWN = List.of("code", "error", "iss", "user");
    private static final int MAX_VALUE_CHARS = 4096;

    /** The limit for all values together: the column of the stored flow is that long. */
    private static final int MAX_BYTES = 8192;

    /**
     * Reads the parameters. A repeated one is refused, because nothing shows which value is
     * genuine.
     */
    static Callback of(Exchange exchange, Client client) throws ProviderFailure {
        List<String> names = new ArrayList<>(KNOWN);
        names.addAll(client.list("callback-parameters"));
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            if (exchange.has(name)) {
                values.put(name, exchange.parameter(name).orElseThrow(() -> twice(name)));
            }
        }
        Optional<JsonObject> payload = payload(exchange, client);
        if (payload.isPresent()) {
            for (String name : names) {
                ProviderJson.text(payload.get(), name)
                        .ifPresent(value -> values.putIfAbsent(name, value));
            }
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (value.getValue().length() > MAX_VALUE_CHARS) {
                throw invalid(value.getKey() + " is too long");
            }
        }
        checkSize(values);
        return new Callback(values);
    }

    private static void checkSize(Map<String, String> values) throws ProviderFailure {
        // Measured as JSON, which is what is stored: there a control character takes six
        // characters.
        String stored = ProviderJson.object(new LinkedHashMap<>(values)).toString();
        if (stored.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw invalid("its parameters are too long together");
        }
    }

    /** The state, which may be inside a payload. */
    static Optional<String> state(Exchange exchange, Client client) throws ProviderFailure {
        Optional<JsonObject> payload = payload(exchange, client);
        return payload.isPresent()
                ? ProviderJson.text(payload.get(), "state")
                : exchange.parameter("state");
    }

    /** The whole callback as JSON, for a provider that sends it in this form. */
    private static Optional<JsonObject> payload(Exchange exchange, Client client)
            throws ProviderFailure {
        String name = client.text("callback-payload");
        Optional<String> text = name.isEmpty() ? Optional.empty() : exchange.parameter(name);
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ProviderJson.object(ProviderJson.parse(text.get())));
        } catch (ProviderFailure e) {
            throw invalid(name + " is not a JSON object");
        }
    }

    private static ProviderFailure twice(String name) {
        return invalid(name + " came twice");
    }

    private static ProviderFailure invalid(String why) {
        return ProviderFailure.refused("callback_invalid", why);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The code, without the suffix {@code #_} that Instagram appends. */
    String code() throws ProviderFailure {
        return value("code")
                .map(code -> code.replaceFirst("#_$", ""))
                .filter(code -> !code.isBlank())
                .orElseThrow(() -> invalid("there is no code"));
    }
}
