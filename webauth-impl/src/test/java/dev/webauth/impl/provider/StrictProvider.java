package dev.webauth.impl.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/**
 * All providers at one address. Each answers with its fixture if the request is what the fixture
 * requires. Otherwise it records a complaint and the sign-in fails.
 */
final class StrictProvider {

    private final HttpServer server;
    private final Map<String, ProviderFixture> playing = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> grants = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private StrictProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    static StrictProvider start() {
        return new StrictProvider();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void play(ProviderFixture fixture) {
        playing.put(fixture.id(), fixture);
        complaints.clear();
    }

    List<String> complaints() {
        return complaints;
    }

    private void demand(String what, Object wanted, Object got) {
        if (!Objects.equals(wanted, got)) {
            complaints.add(what + ": wanted " + wanted + ", got " + got);
        }
    }

    /** Handles the authorization request; returns the parameters of the callback. */
    Map<String, String> authorize(ProviderFixture fixture, String location) {
        URI uri = URI.create(location);
        demand("authorization endpoint", "/" + fixture.id() + "/authorization-uri", uri.getPath());
        Map<String, String> asked = HostileProvider.parameters(uri.getRawQuery());
        Map<String, String> rest = new TreeMap<>(asked);
        String pkce = fixture.text("pkce");
        demand("state", true, asked.getOrDefault("state", "").length() >= 32);
        rest.remove("state");
        if (fixture.hasIdToken() && fixture.json().getBoolean("nonce", true)) {
            demand("nonce", true, rest.remove("nonce") != null);
        }
        if (pkce.equals("required")
                || !pkce.equals("refused") && rest.containsKey("code_challenge")) {
            demand("code challenge method", "S256", rest.remove("code_challenge_method"));
            demand("code challenge", true, rest.remove("code_challenge") != null);
        }
        Map<String, String> wanted = ProviderFixture.texts(fixture.object("asked"));
        wanted.put("response_type", "code");
        wanted.put("client_id", fixture.clientId());
        wanted.put("redirect_uri", "http://localhost:8080/app/auth/" + fixture.id() + "/auth");
        demand("authorization request", wanted, rest);
        String code = "c0de-" + grants.size();
        grants.put(code, asked);
        Map<String, String> back = ProviderFixture.texts(fixture.object("callback"));
        back.put("code", code + fixture.text("codeEnd"));
        back.put("state", asked.getOrDefault("state", ""));
        return back;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        ProviderFixture fixture = playing.get(path[1]);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        demand("User-Agent", true, header(exchange, "User-Agent").contains("WebAuth"));
        String answer =
                switch (path[2]) {
                    case "token-uri" -> token(fixture, exchange, body);
                    case "userinfo-uri" -> person(fixture, "request", exchange, body);
                    case "userinfo-fallback-uri" -> person(fixture, "fallback", exchange, body);
                    case "emails-uri" -> emails(fixture, exchange);
                    default -> IdTokenIssuer.keys(fixture);
                };
        JsonObject refusal = fixture.object("refusals").getJsonObject(path[2]);
        if (!complaints.isEmpty()) {
            send(exchange, 400, "application/json", "{\"error\":\"complaint\"}", false);
        } else if (refusal != null) {
            String text = refusal.getJsonObject("body").toString();
            send(exchange, refusal.getInt("status"), "application/json", text, gzip(fixture, path));
        } else {
            send(exchange, 200, type(fixture, answer), answer, gzip(fixture, path));
        }
    }

    private static boolean gzip(ProviderFixture fixture, String[] path) {
        return path[2].equals("userinfo-uri") && fixture.json().getBoolean("gzip", false);
    }

    private static String type(ProviderFixture fixture, String answer) {
        String json =
                fixture.text("type").isEmpty()
                        ? "application/json; charset=utf-8"
                        : fixture.text("type");
        return answer.startsWith("access_token=") ? "application/x-www-form-urlencoded" : json;
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    private String token(ProviderFixture fixture, HttpExchange exchange, String body) {
        Map<String, String> sent = HostileProvider.parameters(body);
        Map<String, String> grant = grants.getOrDefault(sent.get("code"), Map.of());
        demand("method", "POST", exchange.getRequestMethod());
        demand("query", null, exchange.getRequestURI().getRawQuery());
        demand(
                "type",
                true,
                header(exchange, "Content-Type").startsWith("application/x-www-form-urlencoded"));
        demand(
                "client",
                ClientCheck.header(fixture),
                exchange.getRequestHeaders().getFirst("Authorization"));
        Map<String, String> wanted = ClientCheck.form(fixture, sent);
        wanted.put("grant_type", "authorization_code");
        wanted.put("code", sent.get("code"));
        wanted.put("redirect_uri", grant.get("redirect_uri"));
        ProviderFixture.texts(fixture.object("tokenRequest"))
                .forEach(
                        (name, value) ->
                                wanted.put(name, value.replace("{state}", grant.get("state"))));
        if (grant.containsKey("code_challenge")) {
            String verifier = sent.remove("code_verifier");
            demand(
                    "code verifier",
                    grant.get("code_challenge"),
                    verifier == null ? null : HostileProvider.challenge(verifier));
        }
        demand("token request", wanted, sent);
        JsonObject token = fixture.object("token");
        if (fixture.json().getBoolean("formUnlessJson", false)
                && !header(exchange, "Accept").contains("application/json")) {
            return "access_token=" + fixture.accessToken() + "&token_type=bearer";
        }
        return fixture.hasIdToken()
                ? Json.createObjectBuilder(token)
                        .add("id_token", IdTokenIssuer.sign(fixture, grant.get("nonce")))
                        .build()
                        .toString()
                : token.toString();
    }

    private String person(
            ProviderFixture fixture, String request, HttpExchange exchange, String body) {
        JsonObject demands = fixture.object(request);
        String scheme = demands.getString("authorization", "Bearer");
        demand("method", demands.getString("method", "GET"), exchange.getRequestMethod());
        demand(
                "token",
                scheme.equals("none") ? null : scheme + " " + fixture.accessToken(),
                exchange.getRequestHeaders().getFirst("Authorization"));
        demand(
                "query",
                filled(fixture, demands, "query"),
                HostileProvider.parameters(exchange.getRequestURI().getRawQuery()));
        demand(
                "content type",
                demands.getString("contentType", ""),
                header(exchange, "Content-Type"));
        if (demands.containsKey("form")) {
            demand("form", filled(fixture, demands, "form"), HostileProvider.parameters(body));
        } else {
            demand("body", demands.getString("body", ""), body);
        }
        return fixture.object("userinfo").toString();
    }

    private static Map<String, String> filled(
            ProviderFixture fixture, JsonObject demands, String name) {
        Map<String, String> filled = new TreeMap<>();
        if (demands.containsKey(name)) {
            filled.putAll(ProviderFixture.texts(demands.getJsonObject(name)));
        }
        String key = fixture.object("settings").getString("app-key", "");
        filled.replaceAll(
                (n, value) ->
                        value.replace("{token}", fixture.accessToken())
                                .replace("{app-key}", key)
                                .replace("{proof}", ClientCheck.proof(fixture)));
        return filled;
    }

    private String emails(ProviderFixture fixture, HttpExchange exchange) {
        demand("method", "GET", exchange.getRequestMethod());
        demand("token", "Bearer " + fixture.accessToken(), header(exchange, "Authorization"));
        return fixture.json().get("emails").toString();
    }

    private static void send(
            HttpExchange exchange, int status, String type, String text, boolean gzip)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } else {
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.size());
            exchange.getResponseBody().write(bytes.toByteArray());
        }
    }
}
