package dev.webauth.impl.passkey;

import dev.webauth.InvalidInputException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What an authenticator answered, as {@code PublicKeyCredential.toJSON()} writes it. Anything may
 * be in it; it is not checked yet.
 */
record Response(JsonObject credential) {

    static final String MALFORMED = "passkey_malformed";

    private static final int MAX_TRANSPORTS = 8;

    static Response parse(String json) {
        return new Response(object(json).orElseThrow(Response::malformed));
    }

    /** Empty for what is no JSON object; parsers throw various exceptions for that. */
    static Optional<JsonObject> object(String json) {
        try {
            return Optional.of(Json.createReader(new StringReader(json)).readObject());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    static InvalidInputException malformed() {
        return new InvalidInputException(MALFORMED, "The answer of the passkey cannot be read");
    }

    /** The credential's id, base64url. */
    String credentialId() {
        return encode(
                text(credential, "id").map(Response::decode).orElseThrow(Response::malformed));
    }

    /** The challenge that it answers, as the browser says; signed together with the rest. */
    String challenge() {
        return object(new String(bytes("clientDataJSON"), StandardCharsets.UTF_8))
                .flatMap(clientData -> text(clientData, "challenge"))
                .orElseThrow(Response::malformed);
    }

    /** A field of the authenticator's response that must be there. */
    byte[] bytes(String name) {
        return text(response(), name).map(Response::decode).orElseThrow(Response::malformed);
    }

    Optional<byte[]> userHandle() {
        return text(response(), "userHandle").map(Response::decode);
    }

    /** How browsers say that they reach the authenticator; only a hint. */
    List<String> transports() {
        JsonValue named = response().getOrDefault("transports", JsonValue.EMPTY_JSON_ARRAY);
        return named.getValueType() != JsonValue.ValueType.ARRAY
                ? List.of()
                : named.asJsonArray().stream()
                        .filter(JsonString.class::isInstance)
                        .map(value -> ((JsonString) value).getString())
                        .filter(name -> name.matches("[a-z-]{1,10}"))
                        .distinct()
                        .limit(MAX_TRANSPORTS)
                        .toList();
    }

    private JsonObject response() {
        JsonValue response = credential.get("response");
        if (response == null || response.getValueType() != JsonValue.ValueType.OBJECT) {
            throw malformed();
        }
        return response.asJsonObject();
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static byte[] decode(String base64url) {
        try {
            return Base64.getUrlDecoder().decode(base64url);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
