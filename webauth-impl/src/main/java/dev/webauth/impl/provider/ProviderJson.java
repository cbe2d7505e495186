package dev.webauth.impl.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads providers' JSON. A repeated key is refused, because parsers differ in which value counts.
 */
final class ProviderJson {

    private static final JsonReaderFactory STRICT =
            jakarta.json.Json.createReaderFactory(
                    Map.of(
                            jakarta.json.JsonConfig.KEY_STRATEGY,
                            jakarta.json.JsonConfig.KeyStrategy.NONE));

    /** Takes the last value of a repeated key, as most parsers do. */
    private static final JsonReaderFactory LENIENT =
            jakarta.json.Json.createReaderFactory(
                    Map.of(
                            jakarta.json.JsonConfig.KEY_STRATEGY,
                            jakarta.json.JsonConfig.KeyStrategy.LAST));

    private ProviderJson() {}

    /**
     * The body of a response that must be JSON. The content decides, not the content type: some
     * providers declare their JSON as plain text.
     */
    static JsonStructure body(ProviderAnswer answer) throws ProviderFailure {
        String text = answer.text();
        if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
            throw invalid(
                    "status "
                            + answer.status()
                            + ", \""
                            + answer.contentType()
                            + "\", is not a JSON object or array");
        }
        return parse(text);
    }

    /** The body of a response that must be a JSON object. */
    static JsonObject object(ProviderAnswer answer) throws ProviderFailure {
        return object(body(answer));
    }

    static JsonObject object(JsonStructure json) throws ProviderFailure {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw invalid("an array in place of an object");
    }

    /** Reads a document in which a repeated key affects only the object that contains it. */
    static JsonObject lenient(ProviderAnswer answer) throws ProviderFailure {
        return object(parse(LENIENT, answer.text()));
    }

    static JsonStructure parse(String text) throws ProviderFailure {
        return parse(STRICT, text);
    }

    private static JsonStructure parse(JsonReaderFactory readers, String text)
            throws ProviderFailure {
        try (JsonReader reader = readers.createReader(new StringReader(text))) {
            return reader.read();
        } catch (JsonParsingException e) {
            throw invalid("malformed JSON at " + e.getLocation());
        } catch (RuntimeException e) {
            // A repeated key or too deep nesting, for which each parser has another exception.
            throw invalid("ambiguous JSON: a key is repeated, or it is nested too deeply");
        }
    }

    private static ProviderFailure invalid(String what) {
        return ProviderFailure.wrong("answer_invalid", what);
    }

    /** The value of a member, if it is a non-empty text. */
    static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    /** Converts an object to maps, lists, texts, numbers and booleans. */
    static Map<String, Object> map(JsonObject object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.forEach((name, value) -> map.put(name, plain(value)));
        return java.util.Collections.unmodifiableMap(map);
    }

    private static Object plain(JsonValue value) {
        if (value instanceof JsonObject object) {
            return map(object);
        } else if (value instanceof JsonArray array) {
            return array.stream().map(ProviderJson::plain).toList();
        } else if (value instanceof JsonString string) {
            return string.getString();
        } else if (value instanceof JsonNumber number) {
            return decimal(number).orElse(null);
        }
        return value.equals(JsonValue.NULL) ? null : value.equals(JsonValue.TRUE);
    }

    /** A number's value; empty if its exponent is too large for Java. */
    static Optional<BigDecimal> decimal(JsonNumber number) {
        try {
            return Optional.of(number.bigDecimalValue());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Converts a map to a JSON object. */
    static JsonObject object(Map<String, Object> map) {
        return jakarta.json.Json.createObjectBuilder(map).build();
    }
}
