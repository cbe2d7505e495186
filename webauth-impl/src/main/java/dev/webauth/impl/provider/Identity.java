package dev.webauth.impl.provider;

import dev.webauth.impl.mail.EmailAddress;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's identity as a provider describes it. Only {@code (provider, issuer, sub)} identifies the
 * user (ASVS 6.8.1). The other values are for display; the e-mail address is unproved.
 *
 * @param issuer empty for a provider without one
 * @param emailVerified whether the provider says that it has verified the address
 * @param claims everything that the provider sent, for the application
 */
record Identity(
        String provider,
        String issuer,
        String sub,
        Optional<String> name,
        Optional<String> picture,
        Optional<EmailAddress> email,
        boolean emailVerified,
        Map<String, String> claims) {

    private static final Pattern SUB = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,254}");
    private static final Pattern ENTITY =
            Pattern.compile("&(lt|gt|quot|amp|#\\d{1,7}|#[xX][0-9a-fA-F]{1,6});");
    private static final Map<String, String> NAMED =
            Map.of("lt", "<", "gt", ">", "quot", "\"", "amp", "&");
    private static final Set<String> OF_THE_PROTOCOL =
            Set.of("nonce", "at_hash", "c_hash", "s_hash", "exp", "iat", "nbf", "jti");
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final int MAX_NAME_LENGTH = 255;
    private static final int MAX_PICTURE_LENGTH = 2048;

    /** Reads the identity from the claims. Only the subject is required. */
    static Identity of(Client client, String issuer, JsonObject claims) throws ProviderFailure {
        String sub =
                new FieldPath(client.text("sub"))
                        .whole(claims)
                        .filter(text -> SUB.matcher(text).matches())
                        .orElseThrow(
                                () ->
                                        ProviderFailure.wrong(
                                                "subject_missing",
                                                "There is no usable subject at "
                                                        + client.text("sub")));
        return new Identity(
                client.id(),
                issuer,
                sub,
                field(client, claims, "name").map(Identity::clean).filter(name -> !name.isEmpty()),
                picture(client, claims),
                field(client, claims, "email").flatMap(EmailAddress::find),
                field(client, claims, "email-verified").map(Identity::isYes).orElse(false),
                all(claims));
    }

    /** Values as text, or as JSON; without what belongs to the protocol only. */
    private static Map<String, String> all(JsonObject claims) {
        Map<String, String> all = new HashMap<>();
        claims.forEach(
                (name, value) -> {
                    if (value != JsonValue.NULL && !OF_THE_PROTOCOL.contains(name)) {
                        all.put(
                                name,
                                value instanceof JsonString text
                                        ? text.getString()
                                        : value.toString());
                    }
                });
        return Map.copyOf(all);
    }

    private static Optional<String> field(Client client, JsonObject claims, String field) {
        Optional<String> text = new FieldPath(client.text(field)).text(claims);
        return client.isTrue("html-escaped") ? text.map(Identity::unescape) : text;
    }

    private static Optional<String> picture(Client client, JsonObject claims) {
        boolean none =
                new FieldPath(client.text("picture-unless"))
                        .text(claims)
                        .map(Identity::isYes)
                        .orElse(false);
        Optional<String> picture = none ? Optional.empty() : field(client, claims, "picture");
        return client.isTrue("picture-without-query")
                ? picture.map(url -> url.replaceFirst("\\?.*", "")).filter(Identity::isHttps)
                : picture.filter(Identity::isHttps);
    }

    private static boolean isHttps(String url) {
        try {
            URI uri = URI.create(url);
            return url.length() <= MAX_PICTURE_LENGTH
                    // PostgreSQL refuses text with half a surrogate pair.
                    && !LONE_SURROGATE.matcher(url).find()
                    && "https".equals(uri.getScheme())
                    && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Some providers send booleans as text. */
    private static boolean isYes(String text) {
        return text.equals("true") || text.equals("1");
    }

    /**
     * Removes invisible characters and those that change the direction of text, and shortens the
     * name.
     */
    private static String clean(String name) {
        String seen = name.replaceAll("[\\p{Cc}\\p{Cs}\\p{Cn}\\u202a-\\u202e\\u2066-\\u2069]", "");
        String cut = seen.length() > MAX_NAME_LENGTH ? seen.substring(0, MAX_NAME_LENGTH) : seen;
        // Shortening may have left half a surrogate pair at the end.
        return cut.replaceAll("\\p{Cs}", "").strip();
    }

    /** Unescapes in one pass, so that doubly escaped text is unescaped once. */
    private static String unescape(String text) {
        return ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult entity) {
        String name = entity.group(1).toLowerCase(Locale.ROOT);
        if (!name.startsWith("#")) {
            return NAMED.get(name);
        }
        boolean hex = name.startsWith("#x");
        int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        return Character.isValidCodePoint(code) ? Character.toString(code) : "";
    }
}
