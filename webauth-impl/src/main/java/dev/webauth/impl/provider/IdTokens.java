package dev.webauth.impl.provider;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import dev.webauth.impl.config.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/**
 * Validates ID Tokens (OpenID Connect Core 3.1.3.7) and signed UserInfo (5.3.2). The signature is
 * always verified, although the token comes from the token endpoint directly. Nimbus checks issuer,
 * audience, expiry and nonce. The other checks are here, because Nimbus omits some rules.
 */
@ApplicationScoped
class IdTokens {

    private static final String ID_TOKEN = "ID Token";
    private static final String USERINFO = "UserInfo JWT";
    private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(60);
    private static final Duration REAUTHENTICATION_MAX_AGE = Duration.ofMinutes(10);

    @Inject SignedJwts signedJwts;
    @Inject Now now;

    /** Validates a token and returns its claims. */
    JsonObject validate(Client client, Flow flow, Tokens.Pair tokens, Deadline deadline)
            throws ProviderFailure {
        String text =
                tokens.idToken().orElseThrow(() -> invalid("the token endpoint gave no ID Token"));
        SignedJWT jwt = signedJwts.verified(ID_TOKEN, text, client, deadline);
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            checkType(jwt);
            new IDTokenClaimsVerifier(
                            new Issuer(issuer(client, claims)),
                            new ClientID(client.text("client-id")),
                            client.isTrue("nonce") ? new Nonce(flow.nonce()) : null,
                            (int) MAX_CLOCK_SKEW.toSeconds())
                    .verify(claims, null);
            checkParties(client, claims);
            checkTimes(claims);
            checkAge(flow, claims);
            checkHash(jwt, claims, tokens.accessToken());
        } catch (BadJWTException e) {
            throw invalid(e.getMessage());
        } catch (ParseException | RuntimeException e) {
            throw invalid("a claim is not of its type: " + e.getMessage());
        }
        return SignedJwts.claims(jwt);
    }

    /** Validates a UserInfo JWT and returns its claims. The caller must compare {@code sub}. */
    JsonObject validateUserinfo(Client client, String text, Deadline deadline)
            throws ProviderFailure {
        SignedJWT jwt = signedJwts.verified(USERINFO, text.strip(), client, deadline);
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String expected = issuer(client, claims);
            if (!expected.equals(claims.getIssuer())) {
                throw invalidUserinfo("iss is " + claims.getIssuer() + ", not " + expected);
            }
            if (!claims.getAudience().contains(client.text("client-id"))) {
                throw invalidUserinfo("aud is " + claims.getAudience() + ", without our client id");
            }
            Date expires = claims.getExpirationTime();
            if (expires != null && isBefore(expires, now.instant().minus(MAX_CLOCK_SKEW))) {
                throw invalidUserinfo("it has expired");
            }
        } catch (ParseException e) {
            throw invalidUserinfo("a claim is not of its type: " + e.getMessage());
        }
        return SignedJwts.claims(jwt);
    }

    private static ProviderFailure invalidUserinfo(String why) {
        return ProviderFailure.wrong("id_token_invalid", "the UserInfo JWT is refused: " + why);
    }

    /** A JWT with another type, such as an access token, is refused. */
    private static void checkType(SignedJWT jwt) throws ProviderFailure {
        JOSEObjectType type = jwt.getHeader().getType();
        if (type != null && !type.equals(JOSEObjectType.JWT)) {
            throw invalid("its typ is " + type);
        }
    }

    /** The expected issuer. Some providers have several issuers, or one for each tenant. */
    static String issuer(Client client, JWTClaimsSet claims)
            throws ParseException, ProviderFailure {
        String issuer = client.text("issuer");
        if (issuer.contains("{tenantid}")) {
            String tenant = claims.getStringClaim("tid");
            if (tenant == null || !tenant.matches("[0-9a-f-]{36}")) {
                throw invalid("it names no tenant");
            }
            return issuer.replace("{tenantid}", tenant);
        }
        String named = claims.getIssuer();
        boolean alias = named != null && client.list("issuer-alias").contains(named);
        return alias ? named : issuer;
    }

    /**
     * Re-authentication needs a new log-in at the provider (Core 3.1.3.7, 13). A token without
     * {@code auth_time} passes, because some providers know neither it nor {@code max_age}.
     */
    private void checkAge(Flow flow, JWTClaimsSet claims) throws ProviderFailure, ParseException {
        Date loggedIn = claims.getDateClaim("auth_time");
        boolean old =
                loggedIn != null
                        && isBefore(
                                loggedIn,
                                now.instant()
                                        .minus(REAUTHENTICATION_MAX_AGE)
                                        .minus(MAX_CLOCK_SKEW));
        if (old && flow.intent() == Flow.Intent.REAUTHENTICATE) {
            throw invalid("auth_time is older than this request for a new log-in");
        }
    }

    /** Refuses an audience with untrusted members (Core 3.1.3.7, 3 to 5). */
    private static void checkParties(Client client, JWTClaimsSet claims)
            throws ProviderFailure, ParseException {
        String us = client.text("client-id");
        List<String> audience = claims.getAudience();
        for (String other : audience) {
            if (!other.equals(us) && !client.list("trusted-audiences").contains(other)) {
                throw invalid(
                        "aud holds "
                                + other
                                + ", which webauth."
                                + client.id()
                                + ".trusted-audiences does not name");
            }
        }
        String azp = claims.getStringClaim("azp");
        if (azp == null && audience.size() > 1) {
            throw invalid("it has several audiences and no azp");
        }
        if (azp != null && !azp.equals(us)) {
            throw invalid("its azp is another client, " + azp);
        }
    }

    private void checkTimes(JWTClaimsSet claims) throws ProviderFailure {
        Instant instant = now.instant();
        Instant issued = claims.getIssueTime().toInstant();
        if (issued.isBefore(instant.minus(REAUTHENTICATION_MAX_AGE))) {
            throw invalid("its iat " + issued + " is too old; it is " + instant + " here");
        }
        if (issued.isAfter(instant.plus(MAX_CLOCK_SKEW))) {
            throw invalid("its iat " + issued + " is in the future; it is " + instant + " here");
        }
        if (claims.getExpirationTime().toInstant().isBefore(instant.minus(MAX_CLOCK_SKEW))) {
            throw invalid("it has expired; it is " + instant + " here");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(instant.plus(MAX_CLOCK_SKEW))) {
            throw invalid("its nbf " + notBefore.toInstant() + " is in the future");
        }
    }

    private static boolean isBefore(Date date, Instant instant) {
        return date.toInstant().isBefore(instant);
    }

    /** Checks at_hash, which is optional here (Core 3.1.3.6). */
    private static void checkHash(SignedJWT jwt, JWTClaimsSet claims, String accessToken)
            throws ParseException, ProviderFailure {
        String hash = claims.getStringClaim("at_hash");
        if (hash != null && !hash.equals(hash(jwt.getHeader().getAlgorithm(), accessToken))) {
            throw invalid("its at_hash is not that of the access token");
        }
    }

    private static String hash(JWSAlgorithm algorithm, String accessToken) {
        String name = algorithm.getName();
        // The hash of Ed25519 is SHA-512.
        String bits = name.matches("[REP]S\\d{3}") ? name.substring(2) : "512";
        try {
            byte[] all =
                    MessageDigest.getInstance("SHA-" + bits)
                            .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(all, all.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProviderFailure invalid(String why) {
        return ProviderFailure.wrong("id_token_invalid", "the ID Token is refused: " + why);
    }
}
