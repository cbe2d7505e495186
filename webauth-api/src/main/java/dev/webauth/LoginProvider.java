package dev.webauth;

/**
 * A provider that people can sign in with. Not called {@code Provider}: Jakarta Inject and Jakarta
 * REST each have a type of that name.
 *
 * @param id as in {@code /auth/<id>/login}, such as {@code github}
 * @param title for a button, such as {@code GitHub}
 */
public record LoginProvider(String id, String title) {}
