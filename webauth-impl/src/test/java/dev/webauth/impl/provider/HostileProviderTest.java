package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.webauth.WebAuth;
import dev.webauth.impl.provider.HostileProvider.Reply;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case is a provider with one error; names like invalid-iss are those of the OpenID
 * conformance suite.
 */
class HostileProviderTest {

    private static final HostileProvider OP = HostileProvider.start();
    private static final RSAKey FOREIGN = HostileProvider.key("foreign");

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.issuer", OP.url(),
                    "op.client-id", HostileProvider.CLIENT_ID,
                    "op.client-secret", HostileProvider.CLIENT_SECRET);

    @BeforeEach
    void behave() {
        OP.behave();
        APP.clock().setToNow();
    }

    @ParameterizedTest
    @MethodSource("lies")
    @Tag("FLT-14")
    @Tag("OID-08")
    @Tag("OID-09")
    @Tag("OID-10")
    @Tag("OID-11")
    @Tag("OID-16")
    @Tag("OID-20")
    @Tag("OID-22")
    @Tag("OID-31")
    void a_wrong_answer_signs_nobody_in(Runnable lie) {
        FakeBrowser vera = APP.browser();
        lie.run();
        Answer answer = OP.signIn(vera, "op", "s1");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("Exception", "<script").contains("did not work");
        assertThat(vera.isLoggedIn()).isFalse();
        assertThat(APP.sessionCount()).isZero();
        assertThat(APP.database().count("webauth_user")).isZero();
        assertThat(APP.database().count("webauth_user_auth")).isZero();
        OP.behave();
        assertThat(OP.signIn(vera, "op", "s1").status()).as("afterwards").isEqualTo(303);
    }

    static Stream<Named<Runnable>> lies() {
        Instant now = Instant.now();
        return Stream.of(
                Named.of("signed by another key", () -> OP.sign(FOREIGN, OP.key())),
                Named.of("invalid-sig-es256", () -> resigned(HostileProviderTest::es256)),
                Named.of(
                        "HS256 with the client secret",
                        () -> resigned(claims -> mac(claims, HostileProvider.CLIENT_SECRET))),
                Named.of(
                        "HS256 with the public key as secret",
                        () -> resigned(claims -> mac(claims, OP.key().toPublicJWK().toString()))),
                Named.of(
                        "a signature that is cut off",
                        () -> OP.idToken(jwt -> jwt.substring(0, jwt.lastIndexOf('.') + 1))),
                Named.of(
                        "idtoken-sig-none",
                        () -> resigned(claims -> new PlainJWT(claims).serialize())),
                Named.of("invalid-iss", () -> OP.claims(c -> c.issuer("https://evil.test"))),
                Named.of("iss with a slash", () -> OP.claims(c -> c.issuer(OP.url() + "/"))),
                Named.of("missing-iss", () -> OP.claims(c -> c.issuer(null))),
                Named.of("invalid-aud", () -> OP.claims(c -> c.audience("another"))),
                Named.of("missing-aud", () -> OP.claims(c -> c.audience(List.of()))),
                Named.of(
                        "another audience beside us",
                        () ->
                                OP.claims(
                                        c ->
                                                c.audience(
                                                        List.of(
                                                                HostileProvider.CLIENT_ID,
                                                                "another")))),
                Named.of("a foreign azp", () -> OP.claims(c -> c.claim("azp", "another"))),
                Named.of("missing-sub", () -> OP.claims(c -> c.subject(null))),
                Named.of("an empty sub", () -> OP.claims(c -> c.subject(""))),
                Named.of("a sub of 256", () -> OP.claims(c -> c.subject("s".repeat(256)))),
                Named.of("a sub with a NUL", () -> OP.claims(c -> c.subject("s\u00001"))),
                Named.of("missing-iat", () -> OP.claims(c -> c.issueTime(null))),
                Named.of(
                        "a ten-year-old iat",
                        () ->
                                OP.claims(
                                        c ->
                                                c.issueTime(
                                                        date(
                                                                now,
                                                                -Duration.ofDays(3650)
                                                                        .toSeconds())))),
                Named.of(
                        "an iat of 11 minutes", () -> OP.claims(c -> c.issueTime(date(now, -660)))),
                Named.of("an iat ahead", () -> OP.claims(c -> c.issueTime(date(now, 300)))),
                Named.of("an exp behind", () -> OP.claims(c -> c.expirationTime(date(now, -90)))),
                Named.of("a missing exp", () -> OP.claims(c -> c.expirationTime(null))),
                Named.of("a future nbf", () -> OP.claims(c -> c.notBeforeTime(date(now, 600)))),
                Named.of("nonce-invalid", () -> OP.claims(c -> c.claim("nonce", "another"))),
                Named.of("nonce missing", () -> OP.claims(c -> c.claim("nonce", null))),
                Named.of(
                        "invalid-athash",
                        () -> OP.claims(c -> c.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"))),
                Named.of("an empty at_hash", () -> OP.claims(c -> c.claim("at_hash", ""))),
                Named.of("at_hash a number", () -> OP.claims(c -> c.claim("at_hash", 7))),
                Named.of("azp an object", () -> OP.claims(c -> c.claim("azp", Map.of()))),
                Named.of("a token for APIs", () -> OP.header(typed("at+jwt"))),
                Named.of("an access token with a line end", () -> accessToken("a\\nb")),
                Named.of("an access token in another script", () -> accessToken("\u20ac")),
                Named.of("a blank access token", () -> accessToken(" ")),
                Named.of("no ID Token", () -> OP.idToken(jwt -> null)),
                Named.of("an ID Token that is none", () -> OP.idToken(jwt -> "a.b.c")),
                Named.of("userinfo-invalid-sub", () -> OP.userinfo(u -> u.add("sub", "s2"))),
                Named.of("UserInfo without sub", () -> OP.userinfo(u -> u.remove("sub"))),
                Named.of(
                        "UserInfo 500",
                        () -> OP.answer("/userinfo", r -> Reply.of(500, "text/html", "x"))),
                Named.of(
                        "jku, x5u and jwk in the header",
                        () -> {
                            OP.sign(FOREIGN, OP.key());
                            OP.header(
                                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                                            .keyID("foreign")
                                            .jwk(FOREIGN.toPublicJWK())
                                            .jwkURL(URI.create(OP.url() + "/evil-jwks"))
                                            .x509CertURL(URI.create(OP.url() + "/evil-x5u"))
                                            .type(JOSEObjectType.JWT)
                                            .build());
                        }),
                Named.of(
                        "302 to an internal address",
                        () ->
                                OP.answer(
                                        "/token",
                                        r ->
                                                new Reply(
                                                        302,
                                                        "text/html",
                                                        new byte[0],
                                                        Map.of(
                                                                "Location",
                                                                OP.url() + "/internal")))),
                Named.of("a gzip bomb", () -> OP.answer("/token", r -> bomb())),
                Named.of(
                        "50 MB",
                        () ->
                                OP.answer(
                                        "/token",
                                        r ->
                                                Reply.of(
                                                        200,
                                                        "application/json",
                                                        "{\"a\":\""
                                                                + "x".repeat(50_000_000)
                                                                + "\"}"))),
                Named.of(
                        "text/html",
                        () ->
                                OP.answer(
                                        "/token",
                                        r ->
                                                Reply.of(
                                                        200,
                                                        "text/html",
                                                        "{\"access_token\":\"a\",\"id_token\":\"b\"}"))),
                Named.of(
                        "truncated", () -> OP.answer("/token", r -> json("{\"access_token\":\"a"))),
                Named.of(
                        "a key twice",
                        () ->
                                OP.answer(
                                        "/token",
                                        r ->
                                                json(
                                                        "{\"access_token\":\"a\",\"access_token\":\"b\"}"))),
                Named.of(
                        "200 with an error",
                        () -> OP.answer("/token", r -> json("{\"error\":\"<script>\"}"))),
                Named.of(
                        "nested without end",
                        () -> OP.answer("/token", r -> json("{\"a\":".repeat(9000)))),
                Named.of("an array", () -> OP.answer("/token", r -> json("[]"))),
                Named.of("nothing", () -> OP.answer("/token", r -> json(""))),
                Named.of(
                        "a token that is a number",
                        () -> OP.answer("/token", r -> json("{\"access_token\":{}}"))),
                Named.of(
                        "wrong verifier",
                        () ->
                                OP.answer(
                                        "/token",
                                        r ->
                                                Reply.of(
                                                        400,
                                                        "application/json",
                                                        "{\"error\":\"invalid_grant\"}"))));
    }

    private static JWSHeader typed(String type) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(OP.key().getKeyID())
                .type(new JOSEObjectType(type))
                .build();
    }

    /** The token is sent in a header, which cannot carry every character. */
    private static void accessToken(String token) {
        OP.answer(
                "/token",
                request ->
                        json(
                                new String(OP.right(request).body(), StandardCharsets.UTF_8)
                                        .replaceFirst(
                                                "\"access_token\":\"[^\"]*\"",
                                                "\"access_token\":\""
                                                        + token.replace("\\", "\\\\")
                                                        + "\"")));
    }

    private static Date date(Instant now, long seconds) {
        return Date.from(now.plusSeconds(seconds));
    }

    private static Reply json(String text) {
        return Reply.of(200, "application/json", text);
    }

    private static Reply bomb() {
        return new Reply(
                200,
                "application/json",
                gzip(
                        ("{\"a\":\"" + "0".repeat(5_000_000) + "\"}")
                                .getBytes(StandardCharsets.UTF_8)),
                Map.of("Content-Encoding", "gzip"));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    /** Makes another token of the same claims. */
    private static void resigned(Function<JWTClaimsSet, String> signing) {
        OP.idToken(
                jwt -> {
                    try {
                        return signing.apply(SignedJWT.parse(jwt).getJWTClaimsSet());
                    } catch (ParseException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static String es256(JWTClaimsSet claims) {
        return Signing.sign(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(OP.key().getKeyID()).build(),
                claims,
                () -> new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
    }

    private static String mac(JWTClaimsSet claims, String secret) {
        byte[] key =
                Arrays.copyOf(
                        secret.getBytes(StandardCharsets.UTF_8), Math.max(32, secret.length()));
        return Signing.sign(new JWSHeader(JWSAlgorithm.HS256), claims, () -> new MACSigner(key));
    }

    @Test
    @Tag("OID-20")
    void keys_that_a_header_points_to_are_not_fetched() {
        OP.header(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(OP.key().getKeyID())
                        .jwkURL(URI.create(OP.url() + "/evil"))
                        .build());
        OP.signIn(APP.browser(), "op", "s1");
        assertThat(OP.requests("/evil")).isEmpty();
    }

    @Test
    @Tag("OID-17")
    void an_id_token_without_key_id_is_accepted_with_a_single_key() {
        OP.header(new JWSHeader(JWSAlgorithm.RS256));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(303);
    }

    @Test
    @Tag("OID-17")
    void an_id_token_without_key_id_fails_cleanly_or_works_with_several_keys() {
        OP.sign(OP.key(), FOREIGN, OP.key());
        OP.header(new JWSHeader(JWSAlgorithm.RS256));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isIn(303, 502);
    }

    @Test
    void a_clock_skew_of_half_a_minute_is_accepted() {
        OP.claims(
                c -> c.issueTime(date(Instant.now(), 30)).expirationTime(date(Instant.now(), -30)));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(303);
    }

    @Test
    @Tag("OID-31")
    void a_redirect_of_the_token_endpoint_is_not_followed() {
        OP.answer(
                "/token",
                r ->
                        new Reply(
                                302,
                                "text/html",
                                new byte[0],
                                Map.of("Location", OP.url() + "/internal")));
        OP.signIn(APP.browser(), "op", "s1");
        assertThat(OP.requests("/internal")).isEmpty();
    }

    @Test
    void a_failed_sign_in_leaves_the_existing_session() {
        FakeBrowser vera = APP.confirmed("v@x.test", "correct horse");
        OP.claims(c -> c.issuer("https://evil.test"));
        assertThat(OP.signIn(vera, "op", "s1").status()).isEqualTo(502);
        assertThat(vera.asks(WebAuth::getUserEmail)).contains("v@x.test");
        assertThat(vera.asks(WebAuth::getUserProviders)).isEmpty();
    }

    /** Signs with a wrong algorithm or key. */
    private static final class Signing {

        interface Signer {
            JWSSigner make() throws JOSEException;
        }

        static String sign(JWSHeader header, JWTClaimsSet claims, Signer signer) {
            try {
                SignedJWT jwt = new SignedJWT(header, claims);
                jwt.sign(signer.make());
                return jwt.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
