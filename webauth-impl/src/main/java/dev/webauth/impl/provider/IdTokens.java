package dev.webauth.impl.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import dev.webauth.impl.config.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Validates ID Tokens (OpenID Connect Core 3.1.3.7), always with their signature, though they come
 * straight from the token endpoint. Nimbus checks signature, issuer, audience, expiry and nonce;
 * the rest is here, because it lets more pass than the rules do.
 */
@ApplicationScoped
class IdTokens {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final Duration JWKS_LIFE = Duration.ofMinutes(5);
    private static final Duration JWKS_AGAIN = Duration.ofSeconds(30);
    private static final Duration JWKS_MOST = Duration.ofSeconds(2);
    private static final Duration JWKS_KEPT = Duration.ofHours(1);

    @Inject Endpoints endpoints;
    @Inject Http http;
    @Inject Now now;

    private final Map<URI, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();

    /** The claims of a token that is what it should be. */
    JsonObject validate(Client client, Flow flow, Tokens.Pair tokens, Deadline deadline)
            throws ProviderFailure {
        String text =
                tokens.idToken().orElseThrow(() -> invalid("the token endpoint gave no ID Token"));
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            String issuer = issuer(client, jwt.getJWTClaimsSet());
            Nonce nonce = client.isTrue("nonce") ? new Nonce(flow.nonce()) : null;
            JWTClaimsSet claims =
                    validator(client, issuer, endpoints.jwks(client, deadline))
                            .validate(jwt, nonce)
                            .toJWTClaimsSet();
            checkParties(client, claims);
            checkTimes(claims);
            checkHash(jwt, claims, tokens.accessToken());
            return Json.object(Json.parse(claims.toString(false)));
        } catch (ParseException | com.nimbusds.oauth2.sdk.ParseException e) {
            throw invalid("it is no signed JWT");
        } catch (BadJOSEException | JOSEException | InvalidHashException e) {
            throw ProviderFailure.wrong("id_token_invalid", e);
        }
    }

    /** Which issuer it must be from; some have more than one name, or one for each tenant. */
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
        boolean alias =
                named != null
                        && !named.isEmpty()
                        && Arrays.asList(client.text("issuer-alias").split(",")).contains(named);
        return alias ? named : issuer;
    }

    private IDTokenValidator validator(Client client, String issuer, URI jwks) {
        IDTokenValidator validator =
                new IDTokenValidator(
                        new Issuer(issuer),
                        new ClientID(client.text("client-id")),
                        new JWSVerificationKeySelector<>(
                                ALGORITHMS, keys.computeIfAbsent(jwks, this::source)),
                        null);
        validator.setMaxClockSkew((int) SKEW.toSeconds());
        return validator;
    }

    /** Keys are kept; one that is not among them is asked for again, but not again and again. */
    private JWKSource<SecurityContext> source(URI uri) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(uri.toURL(), this::retrieve)
                    .cache(JWKS_LIFE.toMillis(), JWKS_MOST.multipliedBy(2).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(JWKS_AGAIN.toMillis())
                    .outageTolerant(JWKS_KEPT.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Resource retrieve(URL url) throws IOException {
        try {
            ProviderAnswer answer = http.send(Http.Call.get(URI.create(url.toString())), JWKS_MOST);
            if (!answer.isOk()) {
                throw new IOException("the keys were answered with " + answer.status());
            }
            return new Resource(answer.text(), answer.contentType());
        } catch (ProviderFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Core 3.1.3.7, 3 to 5: we must be the audience, and the only one. */
    private static void checkParties(Client client, JWTClaimsSet claims)
            throws ProviderFailure, ParseException {
        if (!List.of(client.text("client-id")).equals(claims.getAudience())) {
            throw invalid("it has another audience, too");
        }
        String azp = claims.getStringClaim("azp");
        if (azp != null && !azp.equals(client.text("client-id"))) {
            throw invalid("its azp is another client");
        }
    }

    private void checkTimes(JWTClaimsSet claims) throws ProviderFailure {
        Instant instant = now.instant();
        Instant issued = claims.getIssueTime().toInstant();
        if (issued.isBefore(instant.minus(OLDEST))) {
            throw invalid("its iat " + issued + " is too old; it is " + instant + " here");
        }
        if (issued.isAfter(instant.plus(SKEW))) {
            throw invalid("its iat " + issued + " is in the future; it is " + instant + " here");
        }
        if (claims.getExpirationTime().toInstant().isBefore(instant.minus(SKEW))) {
            throw invalid("it has expired; it is " + instant + " here");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(instant.plus(SKEW))) {
            throw invalid("its nbf " + notBefore.toInstant() + " is in the future");
        }
    }

    /** Core 3.1.3.8: optional here, but if it is there it must be right. */
    private static void checkHash(SignedJWT jwt, JWTClaimsSet claims, String accessToken)
            throws ParseException, InvalidHashException {
        String hash = claims.getStringClaim("at_hash");
        if (hash != null) {
            AccessTokenValidator.validate(
                    new BearerAccessToken(accessToken),
                    jwt.getHeader().getAlgorithm(),
                    new AccessTokenHash(hash));
        }
    }

    private static ProviderFailure invalid(String why) {
        return ProviderFailure.wrong("id_token_invalid", "the ID Token is refused: " + why);
    }
}
