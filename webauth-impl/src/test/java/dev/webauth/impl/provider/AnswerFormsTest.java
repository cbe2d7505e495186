package dev.webauth.impl.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.webauth.WebAuth;
import dev.webauth.impl.provider.HostileProvider.Reply;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of provider answers other than JSON in UTF-8. */
class AnswerFormsTest {

    private static final HostileProvider OP = HostileProvider.start();

    @RegisterExtension
    static final TestApplication APP =
            TestApplication.with(
                    "op.issuer",
                    OP.url(),
                    "op.client-id",
                    HostileProvider.CLIENT_ID,
                    "op.client-secret",
                    HostileProvider.CLIENT_SECRET,
                    "op.trusted-audiences",
                    "project-1, project-2",
                    "op.token-parameters",
                    "audience=https://api.test/?a=1&flag=",
                    "plain.client-id",
                    HostileProvider.CLIENT_ID,
                    "plain.client-secret",
                    HostileProvider.CLIENT_SECRET,
                    "plain.authorization-uri",
                    OP.url() + "/authorize",
                    "plain.token-uri",
                    OP.url() + "/token",
                    "plain.userinfo-uri",
                    OP.url() + "/userinfo",
                    "plain.emails-uri",
                    OP.url() + "/emails",
                    "plain.email",
                    "emails[0].email");

    @RegisterExtension final ProviderLog log = new ProviderLog();

    @BeforeEach
    void behave() {
        OP.behave();
        APP.clock().setToNow();
    }

    private static void userinfo(String type, byte[] body) {
        OP.answer("/userinfo", request -> new Reply(200, type, body, Map.of()));
    }

    private static byte[] zoe(String charset) {
        return "{\"sub\":\"s1\",\"name\":\"Zoë\"}".getBytes(Charset.forName(charset));
    }

    /** Regression test: a name in Latin-1 was stored with a replacement character. */
    @ParameterizedTest
    @CsvSource({
        "application/json, UTF-8",
        "text/plain, UTF-8",
        "text/html; charset=utf-8, UTF-8",
        "'', UTF-8",
        "application/json;charset=ISO-8859-1, ISO-8859-1",
        "application/json; Charset=\"iso-8859-15\", ISO-8859-15",
        "application/json;charset=UTF-16, UTF-16",
        "application/json, UTF-16"
    })
    void a_name_in_any_charset_is_read_correctly(String type, String charset) {
        userinfo(type, zoe(charset));
        FakeBrowser vera = APP.browser();
        assertThat(OP.signIn(vera, "op", "s1").status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserName)).contains("Zoë");
    }

    @Test
    void a_byte_order_mark_is_ignored() {
        userinfo(
                "application/json",
                "\ufeff{\"sub\":\"s1\",\"name\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8));
        FakeBrowser vera = APP.browser();
        assertThat(OP.signIn(vera, "op", "s1").status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserName)).contains("Zoë");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, ISO-8859-1",
        "application/json;charset=US-ASCII, UTF-8",
        "application/json;charset=klingon, UTF-8",
        "application/json;charset=@, UTF-8"
    })
    void a_name_that_cannot_be_decoded_is_refused(String type, String charset) {
        userinfo(type, zoe(charset));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(502);
        assertThat(log.last()).contains("answer_invalid", "charset");
    }

    @Test
    void addresses_may_be_plain_text() {
        OP.answer("/emails", request -> Reply.of(200, "text/plain", "[{\"email\":\"v@x.test\"}]"));
        FakeBrowser vera = APP.browser();
        assertThat(OP.signIn(vera, "plain", "s1").status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserProviders).get(0).email()).contains("v@x.test");
    }

    @Test
    void an_answer_that_is_not_json_is_refused_and_its_type_is_named() {
        userinfo("text/plain", "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(502);
        assertThat(log.last()).contains("status 200, \"text/plain\", is not a JSON object");
    }

    /** OpenID Connect Core 5.3.2. */
    @Test
    void userinfo_may_be_a_signed_jwt() {
        userinfo("application/jwt; charset=utf-8", jwt(claims -> {}, OP.key()));
        FakeBrowser vera = APP.browser();
        assertThat(OP.signIn(vera, "op", "s1").status()).isEqualTo(303);
        assertThat(vera.asks(WebAuth::getUserName)).contains("Zoë");
        assertThat(OP.requests("/userinfo").get(0).headers().get("Accept"))
                .contains("application/json", "application/jwt");
    }

    @Test
    void signed_userinfo_of_another_issuer_audience_subject_time_or_key_is_refused() {
        RSAKey foreign = HostileProvider.key(OP.key().getKeyID());
        Instant past = Instant.now().minusSeconds(120);
        List<byte[]> wrong =
                List.of(
                        jwt(claims -> claims.issuer("https://evil.test"), OP.key()),
                        jwt(claims -> claims.issuer(null), OP.key()),
                        jwt(claims -> claims.audience("another"), OP.key()),
                        jwt(claims -> claims.audience((String) null), OP.key()),
                        jwt(claims -> claims.subject("s2"), OP.key()),
                        jwt(claims -> claims.subject(null), OP.key()),
                        jwt(claims -> claims.expirationTime(Date.from(past)), OP.key()),
                        jwt(claims -> {}, foreign),
                        new PlainJWT(claims().build())
                                .serialize()
                                .getBytes(StandardCharsets.US_ASCII),
                        "a.b.c.d.e".getBytes(StandardCharsets.US_ASCII));
        for (byte[] body : wrong) {
            userinfo("application/jwt", body);
            assertThat(OP.signIn(APP.browser(), "op", "s1").status())
                    .as(new String(body, StandardCharsets.US_ASCII))
                    .isEqualTo(502);
        }
        assertThat(APP.database().count("webauth_user")).isZero();
    }

    @Test
    void a_jwt_of_a_provider_without_openid_connect_is_refused() {
        userinfo("application/jwt", jwt(claims -> {}, OP.key()));
        assertThat(OP.signIn(APP.browser(), "plain", "s1").status()).isEqualTo(502);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(OP.url())
                .audience(HostileProvider.CLIENT_ID)
                .subject("s1")
                .claim("name", "Zoë");
    }

    private static byte[] jwt(Consumer<JWTClaimsSet.Builder> change, RSAKey key) {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        try {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                            claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize().getBytes(StandardCharsets.US_ASCII);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Zitadel always names the project as a second audience. */
    @Test
    void a_trusted_further_audience_is_accepted() {
        OP.claims(
                claims ->
                        claims.audience(List.of(HostileProvider.CLIENT_ID, "project-2"))
                                .claim("azp", HostileProvider.CLIENT_ID));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "project-2", "another"})
    void several_audiences_require_our_client_as_the_authorized_party(String azp) {
        OP.claims(
                claims ->
                        claims.audience(List.of(HostileProvider.CLIENT_ID, "project-2"))
                                .claim("azp", azp.isEmpty() ? null : azp));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(502);
        assertThat(log.last()).contains("azp");
    }

    @Test
    void an_untrusted_audience_is_reported_with_the_configuration_key() {
        OP.claims(
                claims ->
                        claims.audience(List.of(HostileProvider.CLIENT_ID, "project-3"))
                                .claim("azp", HostileProvider.CLIENT_ID));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(502);
        assertThat(log.last()).contains("project-3", "webauth.op.trusted-audiences");
        OP.claims(claims -> claims.audience("project-1"));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(502);
    }

    @Test
    void the_token_request_has_the_configured_parameters() {
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(303);
        assertThat(OP.requests("/token").get(0).form())
                .containsEntry("audience", "https://api.test/?a=1")
                .containsEntry("flag", "")
                .containsEntry("grant_type", "authorization_code");
    }

    /** Regression test: an issuer with a line break wrote a second line into the log. */
    @Test
    void text_of_a_provider_cannot_add_a_log_line() {
        String forged = "x\r\n2026-11-27 12:00 INFO admin logged in\u001b[2J\u2028\u202e";
        OP.claims(claims -> claims.issuer(forged + "y".repeat(5000)));
        assertThat(OP.signIn(APP.browser(), "op", "s1").status()).isEqualTo(502);
        OP.behave();
        OP.claims(claims -> claims.audience(forged));
        OP.signIn(APP.browser(), "op", "s1");
        OP.behave();
        OP.claims(claims -> claims.claim("azp", forged));
        OP.signIn(APP.browser(), "op", "s1");
        OP.behave();
        OP.header(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(forged).build());
        OP.signIn(APP.browser(), "op", "s1");
        OP.behave();
        OP.answer("/token", request -> Reply.json("{\"error\":\"x\\ny\"}"));
        OP.signIn(APP.browser(), "op", "s1");
        assertThat(log.messages())
                .hasSize(5)
                .allSatisfy(
                        message ->
                                assertThat(message)
                                        .hasSizeLessThan(600)
                                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]"));
    }
}
