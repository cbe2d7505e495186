package dev.webauth.impl.provider;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A sign-in that waits for the provider's redirect. Its values bind the callback to the provider,
 * the browser and the account with which it began (RFC 9700, 4.4 and 4.7).
 *
 * @param nonce the nonce that the ID Token must contain
 * @param verifier the code verifier of PKCE (RFC 7636)
 * @param browser the mark of the browser that began
 * @param intent the purpose of the sign-in
 * @param userId the account that was logged in; empty for a visitor
 * @param next the next URI; empty for the root URI
 * @param posted the parameters of a {@code form_post} callback, used by the GET that follows it
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

    /** The purpose of a sign-in. */
    enum Intent {
        /** A visitor logs in. */
        SIGN_IN,
        /** The caller links one more identity to the account. */
        LINK,
        /** The caller proves their identity again, with an identity that is already linked. */
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

    /** Returns the JSON text, which is then sealed. */
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
