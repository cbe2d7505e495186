package dev.webauth;

import java.time.Instant;
import java.util.Optional;

/**
 * A passkey of the caller's account.
 *
 * @param id names it for {@link Passkeys#rename} and {@link Passkeys#remove}; no secret
 * @param name what its owner calls it; of any characters but control characters
 * @param created when it was added
 * @param lastUsed when it last logged in or proved its owner; empty if it never did
 * @param synced whether its owner's other devices have a copy, as it said when it was last used
 */
public record Passkey(
        String id, String name, Instant created, Optional<Instant> lastUsed, boolean synced) {}
