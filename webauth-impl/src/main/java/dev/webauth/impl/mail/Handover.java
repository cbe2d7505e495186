package dev.webauth.impl.mail;

import java.time.Duration;

/**
 * Told when a mail with a link was handed to the SMTP server, in the transaction that notes it.
 *
 * @param digest of the link
 * @param life how long the link works from now
 */
public record Handover(String digest, Duration life) {}
