package dev.webauth.impl.passkey;

import java.util.List;

/**
 * The public half of a passkey that a browser has just made, checked.
 *
 * @param credentialId base64url
 * @param publicKey a COSE_Key (RFC 9052), base64url
 * @param transports how browsers reach the authenticator, such as {@code internal}
 * @param backupEligible whether it may be copied to other devices of its owner
 * @param backedUp whether it is
 */
record NewCredential(
        String credentialId,
        String publicKey,
        long signCount,
        String aaguid,
        List<String> transports,
        boolean backupEligible,
        boolean backedUp) {}
