package dev.webauth.impl.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** All fields of a provider, with their default values. */
final class Fields {

    /** Apple's client authentication method, which RFC 7591, 2 does not name. */
    static final String SIGNED_SECRET = "signed_client_secret";

    /** The fields that can also be read from a file. */
    static final Set<String> SECRETS = Set.of("client-secret", "private-key", "app-key");

    private static final Set<String> YES_OR_NO = Set.of("true", "false");

    private static final Map<String, Field> ALL = new LinkedHashMap<>();

    private record Field(String defaultValue, Set<String> choices) {}

    static {
        String texts =
                "client-id client-secret team-id key-id private-key app-key title issuer"
                        + " issuer-alias trusted-audiences authorization-uri authorization-parameters"
                        + " token-uri token-parameters userinfo-uri userinfo-fallback-uri userinfo-body"
                        + " userinfo-proof emails-uri jwks-uri scope callback-parameters callback-payload"
                        + " picture-unless";
        for (String field : texts.split(" ")) {
            add(field, "");
        }
        add("openid", "", YES_OR_NO);
        add("scope-separator", " ");
        add("response-mode", "query", Set.of("query", "form_post"));
        add(
                "token-endpoint-auth-method",
                "client_secret_post",
                Set.of("client_secret_basic", "client_secret_post", "none", SIGNED_SECRET));
        add("pkce", "true", YES_OR_NO);
        add("nonce", "true", YES_OR_NO);
        add("access-token", "access_token");
        add("userinfo-method", "GET", Set.of("GET", "POST"));
        add("userinfo-token", "Bearer", Set.of("Bearer", "OAuth", "query", "form"));
        add("sub", "sub");
        add("name", "name");
        add("picture", "picture");
        add("picture-without-query", "false", YES_OR_NO);
        add("email", "email");
        add("email-verified", "email_verified");
        add("html-escaped", "false", YES_OR_NO);
        add("trust-email", "false", YES_OR_NO);
        add("simulated", "true", YES_OR_NO);
    }

    private Fields() {}

    private static void add(String name, String defaultValue) {
        add(name, defaultValue, Set.of());
    }

    private static void add(String name, String defaultValue, Set<String> choices) {
        ALL.put(name, new Field(defaultValue, choices));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    static String defaultValue(String name) {
        return ALL.get(name).defaultValue();
    }

    /** The allowed values of a field; empty if any text is allowed. */
    static Set<String> choices(String name) {
        return ALL.get(name).choices();
    }
}
