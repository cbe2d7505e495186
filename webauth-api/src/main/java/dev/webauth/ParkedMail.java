package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail that is no longer retried.
 *
 * @param id for {@link MailQueue#release}
 * @param userId the account that it concerns; empty if there is none
 * @param recipient a canonical address
 * @param template the id of the mail, such as {@code confirm} or {@code password-changed}
 * @param created when it was requested
 * @param attempts how many attempts were made
 * @param error why the last attempt failed
 */
public record ParkedMail(
        long id,
        Optional<Long> userId,
        String recipient,
        String template,
        Instant created,
        int attempts,
        String error) {}
