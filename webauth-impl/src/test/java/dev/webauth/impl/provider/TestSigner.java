package dev.webauth.impl.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;

/** Signs JWTs with a key of its own; the key's id is the name of the algorithm. */
final class TestSigner {

    private final JWSAlgorithm algorithm;
    private final JWK publicKey;
    private final JWSSigner signer;
    private final PrivateKey edKey;

    private TestSigner(JWSAlgorithm algorithm, JWK publicKey, JWSSigner signer, PrivateKey edKey) {
        this.algorithm = algorithm;
        this.publicKey = publicKey;
        this.signer = signer;
        this.edKey = edKey;
    }

    static TestSigner of(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        try {
            if (JWSAlgorithm.Family.RSA.contains(algorithm)) {
                RSAKey key = HostileProvider.key(name);
                return new TestSigner(algorithm, key.toPublicJWK(), new RSASSASigner(key), null);
            } else if (JWSAlgorithm.Family.EC.contains(algorithm)) {
                Curve curve = Curve.forJWSAlgorithm(algorithm).iterator().next();
                ECKey key = new ECKeyGenerator(curve).keyID(name).generate();
                return new TestSigner(algorithm, key.toPublicJWK(), new ECDSASigner(key), null);
            }
            return ed25519(algorithm);
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By the JDK, because the signer of Nimbus needs one more library. */
    private static TestSigner ed25519(JWSAlgorithm algorithm) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        JWK key =
                new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                        .keyID(algorithm.getName())
                        .build();
        return new TestSigner(algorithm, key, null, pair.getPrivate());
    }

    String jwk() {
        return publicKey.toJSONString();
    }

    String sign(JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(algorithm).keyID(publicKey.getKeyID()).build();
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            if (signer != null) {
                jwt.sign(signer);
                return jwt.serialize();
            }
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(edKey);
            String input = header.toBase64URL() + "." + jwt.getPayload().toBase64URL();
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64URL.encode(signature.sign());
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
