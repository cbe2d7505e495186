package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * One log-in of the caller's account in one browser.
 *
 * @param id for {@link Sessions#end}; not a secret
 * @param method how the user logged in: {@code password}, {@code recovery}, {@code confirm} or a
 *     provider's id
 * @param created when it began
 * @param lastSeen when it was last used; may be up to five minutes too early
 * @param address the network address of the log-in, which is personal data; empty if unknown
 * @param browser such as {@code Firefox on Linux}, according to the browser itself; empty if
 *     unknown
 * @param remembered whether it stays valid after the browser is closed
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
