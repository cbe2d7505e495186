package dev.webauth.impl.mail;

import java.time.Duration;

/**
 * Event: a mail with a link was handed to the SMTP server. It is fired in the transaction that
 * deletes the mail.
 *
 * @param digest the digest of the link
 * @param life how long the link works from now
 */
public record Handover(String digest, Duration life) {}
