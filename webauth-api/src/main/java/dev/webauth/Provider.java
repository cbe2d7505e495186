package dev.webauth;

/**
 * A provider that people can sign in with.
 *
 * @param id as in {@code /auth/<id>/login}, such as {@code github}
 * @param title for a button, such as {@code GitHub}
 */
public record Provider(String id, String title) {}
