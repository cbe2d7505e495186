package dev.webauth.impl.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the client authentication at the token endpoint as the provider does. */
final class ClientCheck {

    private static final ECKey APPLE = key();
    private static final Duration HALF_A_YEAR = Duration.ofSeconds(15_777_000);

    private ClientCheck() {}

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the format of the .p8 file from Apple. */
    static String privateKey() {
        try {
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(APPLE.toECPrivateKey().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The form fields that this client authentication requires. */
    static Map<String, String> form(ProviderFixture fixture, Map<String, String> sent) {
        Map<String, String> form = new TreeMap<>();
        switch (fixture.text("client")) {
            case "basic" -> {}
            case "none" -> form.put("client_id", fixture.clientId());
            case "post" -> {
                form.put("client_id", fixture.clientId());
                form.put("client_secret", fixture.clientSecret());
            }
            default -> {
                form.put("client_id", fixture.clientId());
                String secret = sent.getOrDefault("client_secret", "");
                form.put("client_secret", problem(fixture, secret).isEmpty() ? secret : "?");
            }
        }
        return form;
    }

    /** The required Authorization header; null for none. */
    static String header(ProviderFixture fixture) {
        String pair = fixture.clientId() + ":" + fixture.clientSecret();
        return fixture.text("client").equals("basic")
                ? "Basic "
                        + Base64.getEncoder()
                                .encodeToString(pair.getBytes(StandardCharsets.US_ASCII))
                : null;
    }

    /** The error that Apple would report for a client secret; empty if it is right. */
    static String problem(ProviderFixture fixture, String secret) {
        try {
            SignedJWT jwt = SignedJWT.parse(secret);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Map<String, String> settings = ProviderFixture.texts(fixture.object("settings"));
            Instant now = Instant.now();
            Instant expires = claims.getExpirationTime().toInstant();
            boolean right =
                    jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256)
                            && jwt.getHeader().getKeyID().equals(settings.get("key-id"))
                            && jwt.verify(new ECDSAVerifier(APPLE.toPublicJWK()))
                            && claims.getIssuer().equals(settings.get("team-id"))
                            && claims.getSubject().equals(fixture.clientId())
                            && claims.getAudience().equals(List.of("https://appleid.apple.com"))
                            && !claims.getIssueTime().toInstant().isAfter(now.plusSeconds(5))
                            && expires.isAfter(now)
                            && expires.isBefore(now.plus(HALF_A_YEAR));
            return right ? "" : jwt.getHeader() + " " + claims;
        } catch (ParseException | JOSEException e) {
            return e.toString();
        }
    }

    /**
     * The appsecret_proof of Facebook: HMAC-SHA256 of the token with the secret, in hexadecimal.
     */
    static String proof(ProviderFixture fixture) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            fixture.clientSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(fixture.accessToken().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
