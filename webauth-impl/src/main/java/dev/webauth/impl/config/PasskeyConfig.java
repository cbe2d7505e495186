package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import java.util.Optional;
import java.util.Set;

/**
 * What passkeys are bound to, and what they must prove.
 *
 * @param rpId the domain that all passkeys belong to; empty for the host of the public URL
 * @param userVerification whether a passkey that cannot verify its user is refused altogether;
 *     without, it may be a second factor
 */
public record PasskeyConfig(Optional<String> rpId, boolean userVerification) {

    private static final String RP_ID = "passkey.rp-id";

    static PasskeyConfig read(Settings settings, Optional<String> host) {
        Optional<String> rpId = settings.text(RP_ID);
        rpId.ifPresent(id -> check(id, host));
        String verification =
                settings.oneOf(
                        "passkey.user-verification", "required", Set.of("required", "preferred"));
        return new PasskeyConfig(rpId, verification.equals("required"));
    }

    /** Browsers accept the host itself and domains above it (WebAuthn Level 3, 5.1.3). */
    private static void check(String id, Optional<String> host) {
        if (!id.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*") || isAddress(id)) {
            throw wrong(
                    RP_ID,
                    "must be a domain such as example.com: no URL, no port, no IP address; was \""
                            + id
                            + "\"");
        }
        if (host.isPresent() && !host.get().equals(id) && !host.get().endsWith("." + id)) {
            throw wrong(
                    RP_ID,
                    "must be the host of webauth.public-url or a domain above it: browsers at "
                            + host.get()
                            + " refuse passkeys of \""
                            + id
                            + "\"");
        }
    }

    /** Whether a host is an IP address, which no passkey can be bound to. */
    public static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }
}
