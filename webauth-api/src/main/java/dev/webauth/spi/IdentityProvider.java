package dev.webauth.spi;

import java.util.Map;

/**
 * A provider that the application defines, in addition to presets and configured providers: a CDI
 * bean. It is read once, when the application starts.
 */
public interface IdentityProvider {

    /**
     * The id of the provider, as in {@code /auth/<id>/login}.
     *
     * @return lower-case letters, digits and hyphens, beginning with a letter
     */
    String id();

    /**
     * The fields that the configuration would contain for it.
     *
     * @return values by field, such as {@code client-id} or {@code issuer} for {@code
     *     webauth.<id>.client-id} or {@code .issuer}; a key in the configuration overrides it
     */
    Map<String, String> settings();

    /**
     * Changes the claims of a user before the fields {@code sub}, {@code name} and so on are looked
     * up in them. For answers that no field path can describe.
     *
     * @param claims the claims of a validated ID Token (OpenID Connect Core 2) and of the UserInfo
     *     answer; nested objects are maps and arrays are lists; unmodifiable
     * @return the claims to use
     */
    default Map<String, Object> claims(Map<String, Object> claims) {
        return claims;
    }
}
