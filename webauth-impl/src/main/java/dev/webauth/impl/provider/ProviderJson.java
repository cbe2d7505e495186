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
 * Reads what providers send. Two values for one key are refused: which of them counts is a guess.
 */
final class ProviderJson {

    private static final JsonReaderFactory STRICT =
            jakarta.json.Json.createReaderFactory(
                    Map.of(
                            jakarta.json.JsonConfig.KEY_STRATEGY,
                            jakarta.json.JsonConfig.KeyStrategy.NONE));

    /** The last of two values counts, as with most parsers. */
    private static final JsonReaderFactory LENIENT =
            jakarta.json.Json.createReaderFactory(
                    Map.of(
                            jakarta.json.JsonConfig.KEY_STRATEGY,
                            jakarta.json.JsonConfig.KeyStrategy.LAST));

    private ProviderJson() {}

    /**
     * The body of an answer that must be JSON. Its content decides: some providers call their JSON
     * plain text.
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

    /** The body of an answer that must be a JSON object. */
    static JsonObject object(ProviderAnswer answer) throws ProviderFailure {
        return object(body(answer));
    }

    static JsonObject object(JsonStructure json) throws ProviderFailure {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw invalid("an array in place of an object");
    }

    /** A document in which two values for one key spoil nothing but their own object. */
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
            // A key twice, or nested too deep: for that each parser has an exception of its own.
            throw invalid("JSON that is not clear: a key twice, or too deep");
        }
    }

    private static ProviderFailure invalid(String what) {
        return ProviderFailure.wrong("answer_invalid", what);
    }

    /** A member that is a non-empty text. */
    static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    /** As maps, lists, texts, numbers and booleans. */
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

    /** A number's value; empty if its exponent is beyond what Java can hold. */
    static Optional<BigDecimal> decimal(JsonNumber number) {
        try {
            return Optional.of(number.bigDecimalValue());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The other way round. */
    static JsonObject object(Map<String, Object> map) {
        return jakarta.json.Json.createObjectBuilder(map).build();
    }
}
