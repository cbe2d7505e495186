package dev.webauth.impl.dev;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Form;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A client that calls the simulator without the library. All its parameters are right until a test
 * changes one.
 */
final class DirectClient {

    // The example of RFC 7636, appendix B.
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final Set<String> WITHOUT_PKCE = Set.of("linkedin", "slack");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private DirectClient() {}

    /** The parameters of a correct client. */
    static final class Call {
        final Map<String, String> form = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();

        Call with(String name, String value) {
            form.put(name, value);
            return this;
        }

        Call without(String name) {
            form.remove(name);
            return this;
        }

        Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }
    }

    static Map<String, String> question(String provider) {
        Map<String, String> question = new LinkedHashMap<>();
        question.put("response_type", "code");
        question.put("client_id", Simulated.clientId(provider));
        question.put("redirect_uri", Simulated.APP.url("/auth/" + provider + "/auth"));
        question.put("state", "the state");
        question.put("scope", "openid more");
        question.put("nonce", "the nonce");
        if (provider.equals("apple")) {
            question.put("response_mode", "form_post");
        }
        if (!WITHOUT_PKCE.contains(provider)) {
            question.put("code_challenge", CHALLENGE);
            question.put("code_challenge_method", "S256");
        }
        return question;
    }

    static Answer ask(String provider, Map<String, String> question) {
        return Simulated.APP
                .browser()
                .get(
                        Simulated.APP.url(
                                "/auth/dev/idp/"
                                        + provider
                                        + "/authorization?"
                                        + Simulated.encoded(question)));
    }

    static Map<String, String> approved(String provider) {
        FakeBrowser browser = Simulated.APP.browser();
        Form form = Form.in(ask(provider, question(provider))).with("decision", "approve");
        Answer answer = Simulated.post(browser, form);
        return answer.status() == 200
                ? Form.in(answer).fields()
                : Simulated.parameters(answer.location());
    }

    static Call call(String provider) {
        Map<String, String> callback = approved(provider);
        Call call =
                new Call()
                        .with("grant_type", "authorization_code")
                        .with("code", callback.get("code"))
                        .with("redirect_uri", Simulated.APP.url("/auth/" + provider + "/auth"))
                        .with("client_id", Simulated.clientId(provider));
        if (!WITHOUT_PKCE.contains(provider)) {
            call.with("code_verifier", VERIFIER);
        }
        return switch (provider) {
            case "spotify", "twitter" ->
                    call.without("client_id").header("Authorization", basic(provider));
            case "vk" ->
                    call.with("device_id", callback.get("device_id"))
                            .with("state", callback.get("state"));
            case "apple" -> call.with("client_secret", jwt("TEAM", "KEY", 300));
            default -> call.with("client_secret", Simulated.SECRET);
        };
    }

    static String basic(String provider) {
        String pair =
                Simulated.encoded(Simulated.clientId(provider))
                        + ":"
                        + Simulated.encoded(Simulated.SECRET);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    static String jwt(String team, String key, int seconds) {
        try {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key).build(),
                            new JWTClaimsSet.Builder()
                                    .issuer(team)
                                    .subject(Simulated.clientId("apple"))
                                    .audience("https://appleid.apple.com")
                                    .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                                    .build());
            jwt.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> token(String provider, Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(place(provider, "token"))
                        .POST(BodyPublishers.ofString(Simulated.encoded(call.form)))
                        .header("Content-Type", FORM);
        call.headers.forEach(request::header);
        return send(request);
    }

    static URI place(String provider, String place) {
        return URI.create(Simulated.APP.url("/auth/dev/idp/" + provider + "/" + place));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    static String accessToken(String provider) {
        return json(token(provider, call(provider))).getString("access_token");
    }

    static HttpRequest.Builder userinfo(String provider, String query, String header) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create(
                                place(provider, "userinfo")
                                        + (query.isEmpty() ? "" : "?")
                                        + query));
        return header.isEmpty() ? request : request.header("Authorization", header);
    }

    static JWTClaimsSet claims(String provider) throws Exception {
        return SignedJWT.parse(json(token(provider, call(provider))).getString("id_token"))
                .getJWTClaimsSet();
    }
}
