package dev.webauth.impl.provider;

import static dev.webauth.impl.config.Settings.wrong;

import com.nimbusds.oauth2.sdk.Scope;
import dev.webauth.impl.config.Loopback;
import dev.webauth.impl.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Our registration with one provider (RFC 6749, 2): the values of its fields, checked when the
 * application starts. A field is {@code webauth.<id>.<field>} in the configuration.
 */
public final class Client {

    /** The endpoints that a discovery document also names. */
    private static final List<String> ENDPOINTS =
            List.of("authorization-uri", "token-uri", "userinfo-uri", "jwks-uri");

    /** All fields whose value is a URL. */
    static final List<String> URIS =
            List.of(
                    "authorization-uri",
                    "token-uri",
                    "userinfo-uri",
                    "userinfo-fallback-uri",
                    "emails-uri",
                    "jwks-uri");

    private final String id;
    private final Map<String, String> fields = new TreeMap<>();

    /**
     * Combines the fields of a provider.
     *
     * @param configured the fields from the configuration or a bean, which come first
     * @param preset the fields of the preset
     */
    Client(
            String id,
            Function<String, Optional<String>> configured,
            Function<String, Optional<String>> preset) {
        this.id = id;
        boolean elsewhere = configured.apply("issuer").isPresent();
        for (String field : Fields.names()) {
            // If the configured issuer differs from the preset's, its endpoints come from
            // discovery.
            boolean moved = elsewhere && ENDPOINTS.contains(field);
            configured
                    .apply(field)
                    .or(() -> moved ? Optional.of("") : preset.apply(field))
                    .ifPresent(value -> fields.put(field, value));
        }
        check();
    }

    private void check() {
        require("client-id", "is required to sign in with " + id);
        Fields.names().forEach(this::checkChoice);
        URIS.forEach(field -> uri(field).ifPresent(uri -> requireSecure(field, uri)));
        if (!text("issuer").isEmpty() && !text("issuer").contains("{")) {
            requireSecure("issuer", parse("issuer", text("issuer")));
        }
        if (!isOpenId()) {
            String hint = "is required, unless webauth." + id + ".issuer is set (OpenID Connect)";
            require("authorization-uri", hint);
            require("token-uri", hint);
            require("userinfo-uri", hint);
        } else if (text("issuer").isEmpty()) {
            throw wrong(key("issuer"), "is required for OpenID Connect");
        }
        FieldPath.check(key("sub"), text("sub"));
        if (!text("private-key").isEmpty()) {
            SignedSecret.check(key("private-key"), text("private-key"));
        }
    }

    /**
     * Refuses a sign-in at a real provider if the fields for a signed client secret are missing.
     */
    void requireSecret() {
        boolean signs = !text("private-key").isEmpty() || secret().isEmpty();
        if (is("token-endpoint-auth-method", Fields.SIGNED_SECRET) && signs) {
            for (String field : List.of("team-id", "key-id", "private-key")) {
                require(field, "is required to sign in with " + id);
            }
        }
    }

    /** Whether the client secret is a JWT that is signed for each request. */
    public boolean signsSecret() {
        return is("token-endpoint-auth-method", Fields.SIGNED_SECRET)
                && !text("private-key").isEmpty();
    }

    private void checkChoice(String field) {
        Set<String> allowed = Fields.choices(field);
        if (!allowed.isEmpty() && !text(field).isEmpty() && !allowed.contains(text(field))) {
            throw wrong(key(field), "must be one of " + allowed.stream().sorted().toList());
        }
    }

    private void require(String field, String problem) {
        if (text(field).isEmpty()) {
            throw wrong(key(field), problem);
        }
    }

    private void requireSecure(String field, URI uri) {
        if (!"https".equals(uri.getScheme()) && !Loopback.isHost(uri.getHost())) {
            throw wrong(key(field), "must be https, was \"" + uri + "\"");
        }
    }

    private URI parse(String field, String value) {
        try {
            URI uri = new URI(value);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawFragment() == null) {
                return uri;
            }
            if (http && uri.getHost() == null && value.contains("_")) {
                throw wrong(
                        key(field),
                        "must be a URL whose host has no underscore: Java's HTTP client refuses it,"
                                + " was \""
                                + value
                                + "\"");
            }
        } catch (URISyntaxException e) {
            // Falls through to the message for any malformed URL.
        }
        throw wrong(key(field), "must be an absolute http or https URL, was \"" + value + "\"");
    }

    private String key(String field) {
        return id + "." + field;
    }

    /** The provider's id, as in {@code /auth/<id>/login}. */
    public String id() {
        return id;
    }

    /** The value of a field; empty text if it has none. */
    public String text(String field) {
        return fields.getOrDefault(field, Fields.defaultValue(field));
    }

    /** Whether a field has this value. */
    public boolean is(String field, String value) {
        return text(field).equals(value);
    }

    /** Whether a field is {@code true}. */
    public boolean isTrue(String field) {
        return is(field, "true");
    }

    Optional<URI> uri(String field) {
        return text(field).isEmpty() ? Optional.empty() : Optional.of(parse(field, text(field)));
    }

    /** The provider's name for users. */
    public String title() {
        return text("title").isEmpty() ? id : text("title");
    }

    /** Whether the provider has ID Tokens. If not configured: whether it has an issuer. */
    public boolean isOpenId() {
        return text("openid").isEmpty() ? !text("issuer").isEmpty() : isTrue("openid");
    }

    Optional<Secret> secret() {
        return Optional.of(text("client-secret")).filter(text -> !text.isEmpty()).map(Secret::new);
    }

    /** The scope in the provider's format. For OpenID Connect it must contain {@code openid}. */
    public String scope() {
        String scope = text("scope").isEmpty() && isOpenId() ? "openid" : text("scope");
        return String.join(text("scope-separator"), Scope.parse(scope).toStringList());
    }

    /** The parameters of a field such as {@code a=b&c=d}, which are not URL-encoded. */
    Map<String, String> parameters(String field) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Arrays.stream(text(field).split("&"))
                .filter(pair -> pair.indexOf('=') > 0)
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.put(pair[0], pair[1]));
        return parameters;
    }

    /** The items of a field that is a list. */
    List<String> list(String field) {
        return Arrays.stream(text(field).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
