package dev.webauth.impl.session;

import java.time.Instant;
import java.util.Optional;

/**
 * Whoever is logged in, as the session and the database agree for this request.
 *
 * @param method how this session was logged in: {@code password}, {@code recovery}, {@code
 *     confirm}, or a provider's id
 * @param since when it was
 */
public record Caller(
        long userId,
        Optional<String> email,
        boolean confirmed,
        boolean confirmedSession,
        String method,
        Instant since) {}
