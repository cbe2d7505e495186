package dev.webauth;

import java.util.Optional;

/**
 * One linked identity of an account.
 *
 * @param provider the provider's id, such as {@code github}
 * @param sub the subject at that provider; unique there and never used again
 * @param name the user's name at the provider; for display only
 * @param email the address that the provider returns; a suggestion for {@link
 *     WebAuth#changeUserEmail}, not proved to this application
 */
public record UserProvider(
        String provider, String sub, Optional<String> name, Optional<String> email) {}
