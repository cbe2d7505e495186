package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * One log-in of the caller's account in one browser.
 *
 * @param id names it for {@link Sessions#end}; no secret
 * @param method how it was made: {@code password}, {@code recovery}, {@code confirm} or a
 *     provider's id
 * @param created when it was made
 * @param lastSeen when it was last used; up to five minutes late
 * @param address the network address that made it, which is personal data; empty if unknown
 * @param browser such as {@code Firefox on Linux}, as the browser itself said; empty if unknown
 * @param remembered whether it survives the end of the browser
 * @param current whether it is the log-in of this request
 */
public record Session(
        String id,
        String method,
        Instant created,
        Instant lastSeen,
        Optional<String> address,
        Optional<String> browser,
        boolean remembered,
        boolean current) {}
