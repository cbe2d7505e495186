package dev.webauth.impl.dev;

import static dev.webauth.impl.dev.DirectClient.CHALLENGE;
import static dev.webauth.impl.dev.DirectClient.VERIFIER;
import static dev.webauth.impl.dev.DirectClient.accessToken;
import static dev.webauth.impl.dev.DirectClient.ask;
import static dev.webauth.impl.dev.DirectClient.basic;
import static dev.webauth.impl.dev.DirectClient.call;
import static dev.webauth.impl.dev.DirectClient.claims;
import static dev.webauth.impl.dev.DirectClient.json;
import static dev.webauth.impl.dev.DirectClient.jwt;
import static dev.webauth.impl.dev.DirectClient.place;
import static dev.webauth.impl.dev.DirectClient.question;
import static dev.webauth.impl.dev.DirectClient.send;
import static dev.webauth.impl.dev.DirectClient.token;
import static dev.webauth.impl.dev.DirectClient.userinfo;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.webauth.impl.crypto.Hmac;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Form;
import dev.webauth.impl.rig.TestApplication;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator refuses every mistake of a client that the real provider refuses. */
class StrictnessTest {

    @RegisterExtension static final TestApplication APP = Simulated.APP;

    @BeforeEach
    void today() {
        APP.clock().setToNow();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
        assertThat(answer.body()).doesNotContain("access_token", Simulated.SECRET);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"github", "slack", "spotify", "vk", "apple", "linkedin", "twitch", "strava"})
    void a_correct_request_gets_a_token(String provider) {
        HttpResponse<String> answer = token(provider, call(provider));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).getString("access_token")).hasSize(43);
        assertThat(json(answer).getString("token_type")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource({
        "strava, code, 400, invalid_grant",
        "strava, code_verifier, 400, invalid_grant",
        "strava, redirect_uri, 400, invalid_grant",
        "strava, client_id, 401, invalid_client",
        "strava, client_secret, 401, invalid_client",
        "strava, grant_type, 400, unsupported_grant_type",
        "vk, device_id, 400, invalid_grant",
        "google, client_secret, 401, invalid_client",
        "github, client_secret, 200, invalid_client",
        "github, code, 200, invalid_grant",
        "slack, code, 200, invalid_grant"
    })
    void a_wrong_or_missing_parameter_is_refused(
            String provider, String name, int status, String error) {
        String another = "another-that-is-long-enough-to-be-a-verifier-too";
        assertRefused(token(provider, call(provider).with(name, another)), status, error);
        assertRefused(token(provider, call(provider).without(name)), status, error);
    }

    @Test
    void slack_reports_an_error_with_ok_false() {
        assertThat(json(token("slack", call("slack").with("code", "x"))).getBoolean("ok"))
                .isFalse();
        assertThat(json(token("slack", call("slack"))).getBoolean("ok")).isTrue();
    }

    @Test
    void a_client_must_authenticate_with_the_method_of_its_provider() {
        assertRefused(
                token("strava", call("strava").header("Authorization", basic("strava"))),
                401,
                "invalid_client");
        assertRefused(
                token("spotify", call("spotify").with("client_secret", Simulated.SECRET)),
                401,
                "invalid_client");
        assertRefused(
                token("spotify", call("spotify").header("Authorization", basic("strava"))),
                401,
                "invalid_client");
        assertRefused(
                token("vk", call("vk").with("client_secret", Simulated.SECRET)),
                401,
                "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({"TEAM, ANOTHER, 300", "ANOTHER, KEY, 300", "TEAM, KEY, -1"})
    void apple_requires_a_signed_client_secret(String team, String key, int seconds) {
        DirectClient.Call call = call("apple").with("client_secret", jwt(team, key, seconds));
        assertRefused(token("apple", call), 401, "invalid_client");
        call = call("apple").with("client_secret", "no.jwt.atall");
        assertRefused(token("apple", call), 401, "invalid_client");
    }

    @Test
    void linkedin_refuses_a_verifier() {
        assertRefused(
                token("linkedin", call("linkedin").with("code_verifier", VERIFIER)),
                401,
                "invalid_client");
    }

    @Test
    void a_code_works_once_for_ten_minutes_and_at_its_own_provider() {
        DirectClient.Call call = call("strava");
        assertThat(token("strava", call).statusCode()).isEqualTo(200);
        assertRefused(token("strava", call), 400, "invalid_grant");

        DirectClient.Call late = call("strava");
        APP.clock().forward(Duration.ofMinutes(10));
        assertRefused(token("strava", late), 400, "invalid_grant");

        String elsewhere = call("gitlab").form.get("code");
        assertRefused(
                token("strava", call("strava").with("code", elsewhere)), 400, "invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "google, response_type",
        "google, client_id",
        "google, redirect_uri",
        "google, state",
        "google, nonce",
        "google, code_challenge",
        "google, code_challenge_method",
        "apple, response_mode",
        "github, code_challenge"
    })
    void an_error_in_an_authorization_request_is_named_on_the_page(String provider, String name) {
        Map<String, String> question = question(provider);
        assertThat(ask(provider, question).status()).isEqualTo(200);
        for (String wrong : new String[] {"", question.get(name) + "/more"}) {
            question.put(name, wrong);
            if (wrong.isEmpty() || !name.equals("state") && !name.equals("nonce")) {
                assertNamed(ask(provider, question), name);
            }
        }
        question.remove(name);
        assertNamed(ask(provider, question), name);
        // Hidden fields of the form are validated too.
        FakeBrowser browser = APP.browser();
        Form form = Form.in(ask(provider, question(provider))).with("decision", "approve");
        assertNamed(Simulated.post(browser, form.with(name, "")), name);
    }

    private static void assertNamed(Answer answer, String name) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isNull();
        assertThat(answer.body()).contains("Refused: " + name + " ");
    }

    @Test
    void a_challenge_is_refused_by_a_provider_without_pkce() {
        Map<String, String> question = question("linkedin");
        question.put("code_challenge", CHALLENGE);
        assertNamed(ask("linkedin", question), "code_challenge");
    }

    @Test
    void a_subject_that_the_library_would_refuse_is_refused_at_once() {
        FakeBrowser browser = APP.browser();
        Form form = Form.in(ask("google", question("google"))).with("decision", "approve");
        for (String sub : new String[] {"", " ", "J\u00f6rg", "x".repeat(256)}) {
            assertNamed(Simulated.post(browser, form.with("sub", sub)), "sub");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "strava, '', Bearer TOKEN, 200",
        "strava, '', bearer TOKEN, 401",
        "strava, '', OAuth TOKEN, 401",
        "strava, '', Bearer another, 401",
        "strava, access_token=TOKEN, '', 401",
        "strava, access_token=TOKEN, Bearer TOKEN, 401",
        "yandex, '', OAuth TOKEN, 200",
        "yandex, '', Bearer TOKEN, 401",
        "stackoverflow, access_token=TOKEN&key=app+key, '', 200",
        "stackoverflow, access_token=TOKEN&key=another, '', 401",
        "stackoverflow, access_token=TOKEN, '', 401",
        "stackoverflow, key=app+key, Bearer TOKEN, 401",
        "facebook, appsecret_proof=PROOF, Bearer TOKEN, 200",
        "facebook, appsecret_proof=TOKEN, Bearer TOKEN, 401",
        "facebook, '', Bearer TOKEN, 401",
        "vk, access_token=TOKEN, '', 401",
        "dropbox, '', Bearer TOKEN, 401"
    })
    void userinfo_requires_the_token_where_its_provider_expects_it(
            String provider, String query, String header, int status) {
        String token = accessToken(provider);
        String filled =
                query.replace("TOKEN", token)
                        .replace("PROOF", Hmac.sha256(Simulated.SECRET, token));
        assertThat(send(userinfo(provider, filled, header.replace("TOKEN", token))).statusCode())
                .isEqualTo(status);
    }

    @Test
    void dropbox_requires_a_posted_null() {
        String bearer = "Bearer " + accessToken("dropbox");
        assertThat(send(post(bearer, "null")).statusCode()).isEqualTo(200);
        assertThat(send(post(bearer, "")).statusCode()).isEqualTo(400);
        assertThat(send(post(bearer, "{}")).statusCode()).isEqualTo(400);
    }

    private static HttpRequest.Builder post(String bearer, String body) {
        return userinfo("dropbox", "", bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    @Test
    void answers_have_the_shape_of_the_provider() {
        String bearer = "Bearer " + accessToken("github");
        assertThat(json(send(userinfo("github", "", bearer))).get("id")).hasToString("4200001");
        HttpRequest.Builder emails =
                HttpRequest.newBuilder(place("github", "emails")).header("Authorization", bearer);
        assertThat(send(emails).body())
                .isEqualTo("[{\"primary\":true,\"email\":\"ada@example.com\",\"verified\":true}]");
        assertThat(json(token("twitch", call("twitch"))).get("scope"))
                .hasToString("[\"openid\",\"more\"]");
        HttpResponse<String> zipped =
                send(
                        userinfo(
                                "stackoverflow",
                                "key=app+key&access_token=" + accessToken("stackoverflow"),
                                ""));
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @Test
    void the_fallback_answer_of_twitter_has_no_address() {
        String bearer = "Bearer " + accessToken("twitter");
        assertThat(send(userinfo("twitter", "", bearer)).body()).contains("confirmed_email");
        HttpRequest.Builder second =
                HttpRequest.newBuilder(place("twitter", "userinfo-fallback"))
                        .header("Authorization", bearer);
        assertThat(send(second).body())
                .contains("profile_image_url")
                .doesNotContain("confirmed_email");
    }

    @Test
    void an_id_token_has_the_claims_of_its_provider() throws Exception {
        JWTClaimsSet apple = claims("apple");
        assertThat(apple.getClaim("email_verified")).isEqualTo("true");
        assertThat(apple.getClaim("nonce")).isEqualTo("the nonce");
        assertThat(apple.getClaim("user")).isNull();
        assertThat(claims("linkedin").getClaim("nonce")).isNull();
        JWTClaimsSet microsoft = claims("microsoft");
        assertThat(microsoft.getIssuer())
                .isEqualTo(
                        "https://login.microsoftonline.com/"
                                + microsoft.getStringClaim("tid")
                                + "/v2.0");
        assertThat(claims("slack").getSubject()).isEqualTo("U0SIMULATE");
    }
}
