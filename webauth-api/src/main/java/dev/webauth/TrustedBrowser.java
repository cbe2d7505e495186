package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * A browser in which a log-in to the account does not need the second factor.
 *
 * @param id names it for {@link TwoFactor#endTrust}; no secret
 * @param created when the account trusted it; it expires 30 days later
 * @param lastUsed when a log-in last skipped the second factor
 * @param address the network address at which it was trusted, which is personal data; empty if
 *     unknown
 * @param browser such as {@code Firefox on Linux}, as the browser itself said; empty if unknown
 * @param current whether it is the browser of this request
 */
public record TrustedBrowser(
        String id,
        Instant created,
        Instant lastUsed,
        Optional<String> address,
        Optional<String> browser,
        boolean current) {}
