package dev.webauth;

import java.util.Optional;

/**
 * One linked identity of an account.
 *
 * @param provider the provider's id, such as {@code github}
 * @param sub the subject at that provider; unique there and never used again
 * @param name what the provider calls the person; for display only
 * @param email the address that the provider tells; a suggestion for {@link
 *     WebAuth#changeUserEmail}, proved by nobody here
 */
public record UserProvider(
        String provider, String sub, Optional<String> name, Optional<String> email) {}
