package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.webauth.impl.provider.HostileProvider.Reply;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys and algorithms of providers, all in one key set. */
class SigningKeysTest {

    private static final HostileProvider OP = HostileProvider.start();
    private static final Map<String, TestSigner> SIGNERS = new TreeMap<>();

    /** Each is a fault that a real key set had or may have. */
    private static final List<String> FAULTY =
            List.of(
                    // Regression: the unknown curve of one key made all sign-ins fail.
                    "{\"kty\":\"EC\",\"crv\":\"brainpoolP256r1\",\"kid\":\"b\",\"use\":\"sig\","
                            + "\"x\":\"AAAA\",\"y\":\"AAAA\"}",
                    "{\"kty\":\"EC\",\"crv\":\"P-192\",\"kid\":\"c\",\"x\":\"AAAA\",\"y\":\"AAAA\"}",
                    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"RS256\",\"x\":\"AAAA\",\"y\":\"AAAA\"}",
                    "{\"kty\":\"RSA\",\"kid\":\"RS256\",\"n\":\"*%&\",\"e\":\"AQAB\"}",
                    "{\"kty\":\"RSA\",\"kid\":\"RS256\",\"n\":\"AA\",\"e\":\"AA\"}",
                    "{\"kty\":\"RSA\",\"kid\":\"RS256\",\"n\":7,\"e\":[]}",
                    "{\"kty\":\"RSA\",\"kid\":\"RS256\",\"n\":\"AQ\",\"n\":\"AQ\",\"e\":\"AQAB\"}",
                    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"EdDSA\",\"x\":\"AAAA\"}",
                    "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"kid\":\"EdDSA\",\"x\":\"AAAA\"}",
                    "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"kid\":\"RS256\",\"pub\":\"AAAA\"}",
                    "{\"kty\":\"oct\",\"kid\":\"RS256\",\"k\":\"AAAA\"}",
                    "{\"kid\":\"RS256\"}",
                    "{}",
                    "\"RS256\"",
                    "[]",
                    "null",
                    "1");

    static {
        for (String name :
                List.of(
                        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
                        "ES512", "EdDSA", "Ed25519")) {
            SIGNERS.put(name, TestSigner.of(name));
        }
    }

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.issuer", OP.url(),
                    "op.client-id", HostileProvider.CLIENT_ID,
                    "op.client-secret", HostileProvider.CLIENT_SECRET);

    @RegisterExtension final ProviderLog log = new ProviderLog();

    @BeforeEach
    void behave() {
        OP.behave();
        APP.clock().setToNow();
        List<String> members = new ArrayList<>(FAULTY);
        SIGNERS.values().forEach(signer -> members.add(signer.jwk()));
        // A second key with the same id, and a private key.
        members.add(5, TestSigner.of("RS512").jwk());
        members.add(HostileProvider.key("private").toJSONString());
        OP.answer("/jwks", request -> Reply.json("{\"keys\":" + members + "}"));
    }

    private static void signed(Function<JWTClaimsSet, String> signing) {
        OP.idToken(
                jwt -> {
                    try {
                        return signing.apply(SignedJWT.parse(jwt).getJWTClaimsSet());
                    } catch (ParseException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static Answer signIn() {
        return OP.signIn(APP.browser(), "op", "s1");
    }

    /**
     * Regression test: only RS256, ES256 and PS256 were accepted, and one faulty key made all
     * sign-ins fail.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                "EdDSA", "Ed25519"
            })
    void a_token_of_any_usual_algorithm_is_accepted_despite_faulty_keys(String algorithm) {
        signed(SIGNERS.get(algorithm)::sign);
        assertThat(signIn().status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS512", "ES384", "EdDSA"})
    void a_signature_by_another_key_with_the_same_id_is_refused(String algorithm) {
        signed(TestSigner.of(algorithm)::sign);
        assertThat(signIn().status()).isEqualTo(502);
        assertThat(log.last()).contains("its signature (" + algorithm + ") is wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES384", "EdDSA"})
    void the_access_token_hash_uses_the_hash_of_the_algorithm(String algorithm) {
        String bits = algorithm.equals("EdDSA") ? "512" : algorithm.substring(2);
        signed(claims -> SIGNERS.get(algorithm).sign(withHash(claims, hash(bits, "the token"))));
        OP.answer("/token", request -> Reply.json(otherToken(OP.right(request))));
        OP.answer("/userinfo", request -> Reply.json("{\"sub\":\"s1\"}"));
        assertThat(signIn().status()).isEqualTo(303);
        signed(claims -> SIGNERS.get(algorithm).sign(withHash(claims, hash(bits, "another"))));
        assertThat(signIn().status()).isEqualTo(502);
        assertThat(log.last()).contains("at_hash");
    }

    private static JsonObject otherToken(Reply reply) {
        try (JsonReader json =
                jakarta.json.Json.createReader(new ByteArrayInputStream(reply.body()))) {
            return jakarta.json.Json.createObjectBuilder(json.readObject())
                    .add("access_token", "the token")
                    .build();
        }
    }

    private static JWTClaimsSet withHash(JWTClaimsSet claims, String hash) {
        return new JWTClaimsSet.Builder(claims).claim("at_hash", hash).build();
    }

    private static String hash(String bits, String token) {
        try {
            byte[] all =
                    MessageDigest.getInstance("SHA-" + bits)
                            .digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(all, all.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "ES256K", "Ed448", "none", "XY1"})
    void a_refused_algorithm_is_reported_with_the_accepted_ones(String algorithm) {
        signed(
                claims ->
                        Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(
                                                ("{\"alg\":\"" + algorithm + "\"}")
                                                        .getBytes(StandardCharsets.US_ASCII))
                                + ".e30.AAAA");
        assertThat(signIn().status()).isEqualTo(502);
        assertThat(log.last())
                .contains(algorithm.equals("none") ? "not a signed JWT" : "its alg is " + algorithm)
                .contains("accepted are [ES256, ES384, ES512, Ed25519, EdDSA, PS256");
    }

    /** Regression test: the log said only RateLimitReachedException. */
    @Test
    void an_unknown_key_is_reported_with_the_time_of_the_next_read() {
        HostileProvider fresh = HostileProvider.start();
        TestApplication app =
                TestApplication.with(
                                "op.issuer", fresh.url(),
                                "op.client-id", HostileProvider.CLIENT_ID,
                                "op.client-secret", HostileProvider.CLIENT_SECRET)
                        .start();
        app.clock().setToNow();
        assertThat(fresh.signIn(app.browser(), "op", "s1").status()).isEqualTo(303);
        fresh.header(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("new").build());
        String read = app.clock().instant().toString();
        String next = app.clock().instant().plusSeconds(30).toString();
        for (int i = 0; i < 3; i++) {
            assertThat(fresh.signIn(app.browser(), "op", "s1").status()).isEqualTo(502);
            assertThat(log.last())
                    .contains("no key for alg RS256, kid new")
                    .contains("read at " + read)
                    .contains("may be read again at " + next);
        }
        assertThat(fresh.requests("/jwks")).hasSize(2);
        app.clock().forward(Duration.ofSeconds(31));
        fresh.signIn(app.browser(), "op", "s1");
        assertThat(fresh.requests("/jwks")).hasSize(3);
    }

    @Test
    void cached_keys_are_used_for_an_hour_while_the_provider_does_not_answer() {
        HostileProvider fresh = HostileProvider.start();
        TestApplication app =
                TestApplication.with(
                                "op.issuer", fresh.url(),
                                "op.client-id", HostileProvider.CLIENT_ID,
                                "op.client-secret", HostileProvider.CLIENT_SECRET)
                        .start();
        app.clock().setToNow();
        assertThat(fresh.signIn(app.browser(), "op", "s1").status()).isEqualTo(303);
        fresh.answer("/jwks", request -> Reply.of(500, "text/plain", ""));
        app.clock().forward(Duration.ofMinutes(6));
        Date later = Date.from(app.clock().instant().plusSeconds(300));
        fresh.claims(claims -> claims.expirationTime(later));
        assertThat(fresh.signIn(app.browser(), "op", "s1").status()).isEqualTo(303);
        assertThat(fresh.signIn(app.browser(), "op", "s1").status()).isEqualTo(303);
        assertThat(fresh.requests("/jwks")).as("reads within five seconds").hasSize(2);
    }

    @Test
    void keys_of_an_unavailable_provider_are_not_read_at_each_sign_in() {
        HostileProvider fresh = HostileProvider.start();
        TestApplication app =
                TestApplication.with(
                                "op.issuer", fresh.url(),
                                "op.client-id", HostileProvider.CLIENT_ID,
                                "op.client-secret", HostileProvider.CLIENT_SECRET)
                        .start();
        app.clock().setToNow();
        fresh.answer("/jwks", request -> Reply.of(500, "text/plain", ""));
        for (int i = 0; i < 3; i++) {
            assertThat(fresh.signIn(app.browser(), "op", "s1").status()).isEqualTo(502);
        }
        assertThat(fresh.requests("/jwks")).hasSize(1);
        assertThat(log.last()).contains("next read is at " + app.clock().instant().plusSeconds(5));
    }
}
