package dev.webauth.impl.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;

/** Signs the ID Token of a fixture, with the issuer of the real provider. */
final class IdTokenIssuer {

    private static final RSAKey KEY = HostileProvider.key("the-provider's");

    private IdTokenIssuer() {}

    /** The published keys. Some providers do not name the algorithm of a key. */
    static String keys(ProviderFixture fixture) {
        RSAKey.Builder key = new RSAKey.Builder(KEY).keyUse(KeyUse.SIGNATURE);
        if (!fixture.json().getBoolean("keysWithoutAlgorithm", false)) {
            key.algorithm(JWSAlgorithm.RS256);
        }
        return new JWKSet(key.build()).toPublicJWKSet().toString();
    }

    static String sign(ProviderFixture fixture, String nonce) {
        try {
            JWTClaimsSet.Builder claims =
                    new JWTClaimsSet.Builder(
                                    JWTClaimsSet.parse(fixture.object("idToken").toString()))
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(300)));
            if (fixture.json().getBoolean("nonce", true)) {
                claims.claim("nonce", nonce);
            }
            if (fixture.object("idToken").containsKey("at_hash")) {
                claims.claim("at_hash", hash(fixture.accessToken()));
            }
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build();
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(new RSASSASigner(KEY));
            return jwt.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String accessToken) {
        try {
            byte[] all =
                    MessageDigest.getInstance("SHA-256")
                            .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
