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
 * @param intent what the identity is asked for
 * @param userId the account that is logged in; empty for a visitor
 * @param next where it leads in the end; empty for the root URI
 * @param posted what a provider has posted; it is used when the browser comes by GET
 */
record Flow(
        String provider,
        String nonce,
        String verifier,
        String browser,
        String redirectUri,
        Intent intent,
        Optional<Long> userId,
        Optional<String> next,
        Optional<Callback> posted) {

    /** What the identity is asked for. */
    enum Intent {
        /** A visitor signs in. */
        SIGN_IN,
        /** The caller's account gets one more way in. */
        LINK,
        /** The caller proves again who they are, by an identity that is linked already. */
        REAUTHENTICATE
    }

    Flow with(Callback callback) {
        return new Flow(
                provider,
                nonce,
                verifier,
                browser,
                redirectUri,
                intent,
                userId,
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
                        .add("redirectUri", redirectUri)
                        .add("intent", intent.name());
        userId.ifPresent(id -> json.add("userId", id));
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
        JsonObject json = ProviderJson.object(ProviderJson.parse(text));
        return new Flow(
                json.getString("provider"),
                json.getString("nonce"),
                json.getString("verifier"),
                json.getString("browser"),
                json.getString("redirectUri"),
                Intent.valueOf(json.getString("intent")),
                Optional.ofNullable(json.getJsonNumber("userId")).map(number -> number.longValue()),
                ProviderJson.text(json, "next"),
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
