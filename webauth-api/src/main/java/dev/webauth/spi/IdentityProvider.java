package dev.webauth.spi;

import java.util.Map;

/**
 * A provider of the application's own, beside the presets and those of the configuration: a CDI
 * bean. Read once, when the application starts.
 */
public interface IdentityProvider {

    /**
     * Names the provider, as in {@code /auth/<id>/login}.
     *
     * @return lower-case letters, digits and hyphens, beginning with a letter
     */
    String id();

    /**
     * What a configuration would say of it.
     *
     * @return by field, such as {@code client-id} or {@code issuer} for {@code
     *     webauth.<id>.client-id} or {@code .issuer}; a key of the configuration wins
     */
    Map<String, String> settings();

    /**
     * Changes what the provider tells of a person before the fields {@code sub}, {@code name} and
     * so on are looked up in it: for an answer that no field path fits.
     *
     * @param claims the claims of a validated ID Token (OpenID Connect Core 2) and of the UserInfo
     *     answer; nested objects are maps, arrays lists; unmodifiable
     * @return the claims to use
     */
    default Map<String, Object> claims(Map<String, Object> claims) {
        return claims;
    }
}
