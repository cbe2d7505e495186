package dev.webauth.impl.provider;

import static dev.webauth.impl.config.Settings.wrong;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Apple's client secret: a JWT signed with our private key, created for each request. */
final class SignedSecret {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private SignedSecret() {}

    /** Refuses text that is not a private key, without showing it. */
    static void check(String key, String pem) {
        try {
            read(pem);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw wrong(key, "must be the text of the .p8 file (PKCS #8, P-256)");
        }
    }

    private static ECPrivateKey read(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\\\n|\\s", "");
        PrivateKey key =
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        return (ECPrivateKey) key;
    }

    static String make(Client client, Instant now) {
        try {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.ES256)
                                    .keyID(client.text("key-id"))
                                    .build(),
                            new JWTClaimsSet.Builder()
                                    .issuer(client.text("team-id"))
                                    .subject(client.text("client-id"))
                                    .audience(client.text("issuer"))
                                    .issueTime(Date.from(now))
                                    .expirationTime(Date.from(now.plus(LIFETIME)))
                                    .build());
            jwt.sign(new ECDSASigner(read(client.text("private-key")), Curve.P_256));
            return jwt.serialize();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("The client secret of " + client.id(), e);
        }
    }
}
