package dev.webauth.impl.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;

/** Verifies Ed25519 signatures with the JDK: Nimbus's own verifier needs one more dependency. */
final class EdDsaVerifier extends BaseJWSProvider implements JWSVerifier {

    private static final int KEY_BYTES = 32;

    /** The SubjectPublicKeyInfo of Ed25519 (RFC 8410, 4), without the key at its end. */
    private static final byte[] PREFIX = {
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    private final PublicKey key;

    EdDsaVerifier(OctetKeyPair pair) throws JOSEException {
        super(Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519));
        byte[] point = pair.getDecodedX();
        if (!Curve.Ed25519.equals(pair.getCurve()) || point.length != KEY_BYTES) {
            throw new JOSEException("The key is not an Ed25519 key");
        }
        byte[] encoded =
                ByteBuffer.allocate(PREFIX.length + KEY_BYTES).put(PREFIX).put(point).array();
        try {
            key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new JOSEException(e.getMessage(), e);
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] input, Base64URL signature)
            throws JOSEException {
        // No critical extension is supported, so a token with one is refused (RFC 7515, 4.1.11).
        if (header.getCriticalParams() != null) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signature.decode());
        } catch (GeneralSecurityException e) {
            // The signature is malformed.
            return false;
        }
    }
}
