package dev.webauth;

import java.util.Optional;

/**
 * One linked identity of an account.
 *
 * @param provider the provider's id, such as {@code github}
 * @param sub the subject at that provider; unique there and never used again
 * @param name what the provider calls the person; for display only
 */
public record UserProvider(String provider, String sub, Optional<String> name) {}
