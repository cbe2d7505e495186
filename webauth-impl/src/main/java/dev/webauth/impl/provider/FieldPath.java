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
 * The path of a value in a provider's JSON: {@code a.b[0]}, {@code a[flag].b}, {@code a|b}, {@code
 * a + b}, {@code https://x.test/{a}.png}, {@code true}.
 */
record FieldPath(String expression) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern SEGMENT = Pattern.compile("([^.\\[\\]]+)((?:\\[[^\\]]+])*)");
    private static final Pattern INDEX = Pattern.compile("\\[([^\\]]+)]");

    /** Refuses an expression that can never match. */
    static void check(String key, String expression) {
        if (expression.isBlank()) {
            throw wrong(key, "must say where the subject is, such as sub or data.id");
        }
    }

    /** The value as text. Missing parts of a joined value are left out. */
    Optional<String> text(JsonObject claims) {
        return alternatives(claims, " ", false);
    }

    /** The value as text, only if all its parts are there: a subject must be complete. */
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
            // JSON allows a member with an empty name, which is never meant.
            return Optional.empty();
        }
        if (part.equals("true")) {
            return Optional.of(part);
        }
        return part.contains("{") ? filled(claims, part) : scalar(value(claims, part));
    }

    /** A text with placeholders filled in; empty if the value of one is missing. */
    private static Optional<String> filled(JsonObject claims, String template) {
        StringBuilder text = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            Optional<String> value = scalar(value(claims, placeholder.group(1)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            placeholder.appendReplacement(text, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(placeholder.appendTail(text).toString());
    }

    private static JsonValue value(JsonObject claims, String path) {
        if (claims.containsKey(path)) {
            // A name such as "https://slack.com/team_id", in which dots are not separators.
            return claims.get(path);
        }
        JsonValue at = claims;
        Matcher segment = SEGMENT.matcher(path);
        while (segment.find()) {
            at = at instanceof JsonObject object ? object.get(segment.group(1)) : null;
            Matcher index = INDEX.matcher(segment.group(2));
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

    /** A number in a canonical form, the same for 7, 7.0 and 70e-1; empty for an object. */
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
                // The plain text of a number such as 1e999999999 would exhaust the memory.
                .filter(decimal -> Math.abs((long) decimal.scale()) <= 40)
                .filter(decimal -> decimal.precision() <= 40)
                .map(FieldPath::plain);
    }

    private static String plain(BigDecimal decimal) {
        return (decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros())
                .toPlainString();
    }
}
