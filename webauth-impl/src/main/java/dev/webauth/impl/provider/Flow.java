package dev.webauth.impl.provider;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A sign-in under way, from our redirect until the provider's. What it remembers binds the callback
 * to the provider, the browser and the person it began with (RFC 9700, 4.4 and 4.7).
 *
 * @param nonce to be found in the ID Token
 * @param verifier of PKCE (RFC 7636)
 * @param browser the mark of the browser that set out
 * @param linkTo the account that gets one more way in; empty for a log-in
 * @param next where it leads in the end; empty for the root URI
 * @param posted what a provider has posted; it is used when the browser comes by GET
 */
record Flow(
        String provider,
        String nonce,
        String verifier,
        String browser,
        String redirectUri,
        Optional<Long> linkTo,
        Optional<String> next,
        Optional<Callback> posted) {

    Flow with(Callback callback) {
        return new Flow(
                provider,
                nonce,
                verifier,
                browser,
                redirectUri,
                linkTo,
                next,
                Optional.of(callback));
    }

    /** As text, to be sealed. */
    String write() {
        JsonObjectBuilder json =
                jakarta.json.Json.createObjectBuilder()
                        .add("provider", provider)
                        .add("nonce", nonce)
                        .add("verifier", verifier)
                        .add("browser", browser)
                        .add("redirectUri", redirectUri);
        linkTo.ifPresent(id -> json.add("linkTo", id));
        next.ifPresent(uri -> json.add("next", uri));
        posted.ifPresent(
                callback -> {
                    JsonObjectBuilder values = jakarta.json.Json.createObjectBuilder();
                    callback.values().forEach(values::add);
                    json.add("posted", values);
                });
        return json.build().toString();
    }

    static Flow read(String text) throws ProviderFailure {
        JsonObject json = Json.object(Json.parse(text));
        return new Flow(
                json.getString("provider"),
                json.getString("nonce"),
                json.getString("verifier"),
                json.getString("browser"),
                json.getString("redirectUri"),
                Optional.ofNullable(json.getJsonNumber("linkTo")).map(number -> number.longValue()),
                Json.text(json, "next"),
                Optional.ofNullable(json.get("posted"))
                        .map(JsonValue::asJsonObject)
                        .map(Flow::callback));
    }

    private static Callback callback(JsonObject posted) {
        Map<String, String> values = new LinkedHashMap<>();
        posted.keySet().forEach(name -> values.put(name, posted.getString(name)));
        return new Callback(values);
    }
}
