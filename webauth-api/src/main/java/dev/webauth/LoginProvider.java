package dev.webauth;

/**
 * A provider with which users can sign in. It is not called {@code Provider}, because Jakarta
 * Inject and Jakarta REST each have a type of that name.
 *
 * @param id the name in the configuration, such as {@code github}
 * @param title the name for a button, such as {@code GitHub}
 * @param loginPath the path at which a sign-in begins, such as {@code /auth/github/login}; pass it
 *     to {@link WebAuth#path} for a link or a redirect
 */
public record LoginProvider(String id, String title, String loginPath) {}
