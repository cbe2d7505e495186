package dev.webauth.impl.provider;

import static dev.webauth.impl.config.Settings.wrong;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a provider's answer a value is: {@code a.b[0]}, {@code a[flag].b}, {@code a|b}, {@code a
 * + b}, {@code https://x.test/{a}.png}, {@code true}.
 */
record FieldPath(String expression) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern SEGMENT = Pattern.compile("([^.\\[\\]]+)((?:\\[[^\\]]+])*)");
    private static final Pattern INDEX = Pattern.compile("\\[([^\\]]+)]");

    /** Refuses an expression that can never be found. */
    static void check(String key, String expression) {
        if (expression.isBlank()) {
            throw wrong(key, "must say where the subject is, such as sub or data.id");
        }
    }

    /** The value as text; parts of a joined one that are missing are left out. */
    Optional<String> text(JsonObject claims) {
        return alternatives(claims, " ", false);
    }

    /** The value as text, of all its parts: what identifies somebody must be whole. */
    Optional<String> whole(JsonObject claims) {
        return alternatives(claims, ":", true);
    }

    private Optional<String> alternatives(JsonObject claims, String joint, boolean whole) {
        for (String alternative : expression.split("\\|")) {
            Optional<String> found = joined(claims, alternative, joint, whole);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> joined(
            JsonObject claims, String alternative, String joint, boolean whole) {
        List<String> found = new ArrayList<>();
        String[] parts = alternative.split(" \\+ ");
        for (String part : parts) {
            part(claims, part.strip()).ifPresent(found::add);
        }
        return found.isEmpty() || whole && found.size() < parts.length
                ? Optional.empty()
                : Optional.of(String.join(joint, found));
    }

    private static Optional<String> part(JsonObject claims, String part) {
        if (part.isEmpty()) {
            // A provider may have a member without a name.
            return Optional.empty();
        }
        if (part.equals("true")) {
            return Optional.of(part);
        }
        return part.contains("{") ? filled(claims, part) : scalar(value(claims, part));
    }

    /** A text with holes; nothing if one of them cannot be filled. */
    private static Optional<String> filled(JsonObject claims, String template) {
        StringBuilder text = new StringBuilder();
        Matcher hole = PLACEHOLDER.matcher(template);
        while (hole.find()) {
            Optional<String> value = scalar(value(claims, hole.group(1)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            hole.appendReplacement(text, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(hole.appendTail(text).toString());
    }

    private static JsonValue value(JsonObject claims, String path) {
        if (claims.containsKey(path)) {
            // Such as "https://slack.com/team_id", whose dots are its own.
            return claims.get(path);
        }
        JsonValue at = claims;
        Matcher step = SEGMENT.matcher(path);
        while (step.find()) {
            at = at instanceof JsonObject object ? object.get(step.group(1)) : null;
            Matcher index = INDEX.matcher(step.group(2));
            while (index.find()) {
                at = at instanceof JsonArray array ? element(array, index.group(1)) : null;
            }
        }
        return at;
    }

    private static JsonValue element(JsonArray array, String index) {
        if (index.matches("\\d{1,4}")) {
            int at = Integer.parseInt(index);
            return at < array.size() ? array.get(at) : null;
        }
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .filter(object -> JsonValue.TRUE.equals(object.get(index)))
                .findFirst()
                .orElse(null);
    }

    /** A number in the one form that 7, 7.0 and 70e-1 have in common; nothing for an object. */
    private static Optional<String> scalar(JsonValue value) {
        if (value instanceof JsonString string) {
            return Optional.of(string.getString()).filter(text -> !text.isEmpty());
        }
        if (value instanceof JsonNumber number) {
            return plain(number);
        }
        return JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    private static Optional<String> plain(JsonNumber number) {
        return ProviderJson.decimal(number)
                // The text of 1e999999999 would fill the memory.
                .filter(decimal -> Math.abs((long) decimal.scale()) <= 40)
                .filter(decimal -> decimal.precision() <= 40)
                .map(FieldPath::plain);
    }

    private static String plain(BigDecimal decimal) {
        return (decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros())
                .toPlainString();
    }
}
