package dev.webauth.impl.dev;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.provider.Client;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.Date;

/** Signs ID Tokens (OpenID Connect Core 2), with a key that is generated at each start. */
@ApplicationScoped
class IdTokenSigner {

    private static final int KEY_BITS = 2048;

    @Inject Now now;

    private RSAKey key;

    /** Generated on first use: most applications in dev mode never sign anything. */
    private synchronized RSAKey key() {
        if (key == null) {
            try {
                key = new RSAKeyGenerator(KEY_BITS).keyIDFromThumbprint(true).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
        return key;
    }

    /** The public keys that verify the tokens. */
    JsonObject jwks() {
        String text = new JWKSet(key()).toPublicJWKSet().toString();
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    String sign(Client client, Grants.Grant grant, String accessToken) {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key().getKeyID()).build(),
                        claims(client, grant, accessToken));
        try {
            jwt.sign(new RSASSASigner(key()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWTClaimsSet claims(Client client, Grants.Grant grant, String accessToken) {
        Instant instant = now.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        Profile.of(client, grant.persona()).claims().map().forEach(claims::claim);
        if (client.text("issuer").contains("{tenantid}")) {
            claims.claim("tid", Profile.TENANT);
        }
        if (client.isTrue("nonce")) {
            grant.request().value("nonce").ifPresent(nonce -> claims.claim("nonce", nonce));
        }
        return claims.issuer(client.text("issuer").replace("{tenantid}", Profile.TENANT))
                .audience(client.text("client-id"))
                .issueTime(Date.from(instant))
                .expirationTime(Date.from(instant.plus(Grants.LIFETIME)))
                .claim("at_hash", hash(accessToken))
                .build();
    }

    private static String hash(String accessToken) {
        return AccessTokenHash.compute(new BearerAccessToken(accessToken), JWSAlgorithm.RS256, null)
                .getValue();
    }
}
