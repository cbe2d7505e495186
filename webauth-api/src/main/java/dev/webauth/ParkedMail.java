package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail that was given up.
 *
 * @param id for {@link MailQueue#release}
 * @param userId the account that it is about; empty if it is about none
 * @param recipient a canonical address
 * @param template what it is about, such as {@code confirm} or {@code password-changed}
 * @param created when it was asked for
 * @param attempts how often it was tried
 * @param error why the last try failed
 */
public record ParkedMail(
        long id,
        Optional<Long> userId,
        String recipient,
        String template,
        Instant created,
        int attempts,
        String error) {}
