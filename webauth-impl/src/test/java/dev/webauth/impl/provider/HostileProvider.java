package dev.webauth.impl.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A provider over real HTTP. It behaves correctly until a test changes one thing. It checks the
 * library's requests as strictly as a provider may: PKCE, client authentication, redirect URI,
 * single use of codes.
 */
final class HostileProvider {

    /** A request that it received. */
    record Request(String path, Map<String, String> headers, Map<String, String> form) {

        Request at(String otherPath) {
            return new Request(otherPath, headers, form);
        }
    }

    /** An answer. */
    record Reply(int status, String type, byte[] body, Map<String, String> headers) {

        static Reply json(Object body) {
            return new Reply(200, "application/json", bytes(body.toString()), Map.of());
        }

        static Reply of(int status, String type, String body) {
            return new Reply(status, type, bytes(body), Map.of());
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** An authorization code that was issued. */
    private record Grant(String nonce, String challenge, String redirectUri) {}

    static final String CLIENT_ID = "our-client";
    static final String CLIENT_SECRET = "our secret & more";

    private final HttpServer server;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Map<String, String> subjects = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Request, Reply>> wrong = new ConcurrentHashMap<>();

    private final RSAKey first = key("first");
    private RSAKey key = first;
    private List<RSAKey> published = List.of(first);
    private Consumer<JWTClaimsSet.Builder> claims = builder -> {};
    private UnaryOperator<String> idToken = UnaryOperator.identity();
    private Consumer<JsonObjectBuilder> userinfo = builder -> {};
    private Consumer<JsonObjectBuilder> discovery = builder -> {};
    private JWSHeader header;

    private HostileProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(HostileProvider::daemon));
        server.createContext("/", this::serve);
        server.start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile-provider");
        thread.setDaemon(true);
        return thread;
    }

    static HostileProvider start() {
        return new HostileProvider();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Restores the correct behaviour. */
    void behave() {
        wrong.clear();
        requests.clear();
        claims = builder -> {};
        idToken = UnaryOperator.identity();
        userinfo = builder -> {};
        discovery = builder -> {};
        header = null;
        sign(first);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Changes the claims of ID Tokens. */
    void claims(Consumer<JWTClaimsSet.Builder> change) {
        claims = change;
    }

    /** Replaces the ID Token; null leaves it out. */
    void idToken(UnaryOperator<String> change) {
        idToken = change;
    }

    /** Changes the UserInfo answer. */
    void userinfo(Consumer<JsonObjectBuilder> change) {
        userinfo = change;
    }

    /** Changes the discovery document. */
    void discovery(Consumer<JsonObjectBuilder> change) {
        discovery = change;
    }

    /** Replaces the answer of a path such as {@code /token}. */
    void answer(String path, Function<Request, Reply> reply) {
        wrong.put(path, reply);
    }

    /** Signs with a new key, which is published. */
    void sign(RSAKey with) {
        key = with;
        published = List.of(with);
    }

    /** Signs with this key, and publishes others. */
    void sign(RSAKey with, RSAKey... others) {
        key = with;
        published = List.of(others);
    }

    /** Replaces the header of ID Tokens. */
    void header(JWSHeader with) {
        header = with;
    }

    RSAKey key() {
        return key;
    }

    /** The requests to a path. */
    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Grants the authorization request; returns the URL of the callback. */
    String authorize(String location, String sub) {
        return authorize(location, sub, "");
    }

    /** The same, with additional parameters in the callback. */
    String authorize(String location, String sub, String more) {
        Map<String, String> asked = parameters(URI.create(location).getRawQuery());
        String code = UUID.randomUUID().toString();
        grants.put(
                code,
                new Grant(
                        asked.get("nonce"),
                        asked.get("code_challenge"),
                        asked.get("redirect_uri")));
        subjects.put(code, sub);
        return asked.get("redirect_uri")
                + "?code="
                + code
                + "&state="
                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8)
                + more;
    }

    /** A complete sign-in in a browser. */
    Answer signIn(FakeBrowser browser, String provider, String sub) {
        return browser.get(authorize(browser.get("/auth/" + provider + "/login").location(), sub));
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Map<String, String> form = parameters(body.startsWith("{") ? "" : body);
        form.putAll(parameters(exchange.getRequestURI().getRawQuery()));
        Request request = new Request(path, headers, form);
        requests.add(request);
        Reply reply = wrong.getOrDefault(path, this::right).apply(request);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(
                    reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    /** The correct answer to a request. */
    Reply right(Request request) {
        return switch (request.path()) {
            case "/.well-known/openid-configuration" -> document();
            case "/token" -> token(request);
            case "/userinfo" -> userinfo(request);
            case "/jwks" ->
                    Reply.json(
                            new JWKSet(
                                            published.stream()
                                                    .<com.nimbusds.jose.jwk.JWK>map(k -> k)
                                                    .toList())
                                    .toPublicJWKSet()
                                    .toString());
            default -> Reply.of(404, "text/plain", "nothing here");
        };
    }

    private Reply document() {
        JsonObjectBuilder document =
                Json.createObjectBuilder()
                        .add("issuer", url())
                        .add("authorization_endpoint", url() + "/authorize")
                        .add("token_endpoint", url() + "/token")
                        .add("userinfo_endpoint", url() + "/userinfo")
                        .add("jwks_uri", url() + "/jwks");
        discovery.accept(document);
        return Reply.json(document.build());
    }

    private Reply token(Request request) {
        Map<String, String> form = request.form();
        Grant grant = grants.remove(form.getOrDefault("code", ""));
        if (grant == null
                || !form.getOrDefault("redirect_uri", "").equals(grant.redirectUri())
                || grant.challenge() != null
                        && !challenge(form.getOrDefault("code_verifier", ""))
                                .equals(grant.challenge())) {
            return Reply.of(400, "application/json", "{\"error\":\"invalid_grant\"}");
        }
        if (!CLIENT_ID.equals(form.get("client_id"))
                || !CLIENT_SECRET.equals(form.get("client_secret"))) {
            return Reply.of(401, "application/json", "{\"error\":\"invalid_client\"}");
        }
        String accessToken = form.get("code");
        JsonObjectBuilder tokens =
                Json.createObjectBuilder()
                        .add("access_token", accessToken)
                        .add("token_type", "Bearer")
                        .add("expires_in", 300);
        String signed = idToken.apply(signed(grant, subjects.get(accessToken)));
        if (signed != null) {
            tokens.add("id_token", signed);
        }
        return Reply.json(tokens.build());
    }

    private String signed(Grant grant, String sub) {
        JWTClaimsSet.Builder honest =
                new JWTClaimsSet.Builder()
                        .issuer(url())
                        .audience(CLIENT_ID)
                        .subject(sub)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .claim("nonce", grant.nonce());
        claims.accept(honest);
        JWSHeader head =
                header != null
                        ? header
                        : new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        SignedJWT jwt = new SignedJWT(head, honest.build());
        try {
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply userinfo(Request request) {
        String bearer = request.headers().getOrDefault("Authorization", "").replace("Bearer ", "");
        String sub = subjects.get(bearer);
        if (sub == null) {
            return Reply.of(401, "application/json", "{}");
        }
        JsonObjectBuilder person =
                Json.createObjectBuilder()
                        .add("sub", sub)
                        .add("name", "Vera " + sub)
                        .add("picture", "https://img.test/" + sub + ".png")
                        .add("email", sub + "@x.test")
                        .add("email_verified", true);
        userinfo.accept(person);
        return Reply.json(person.build());
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
