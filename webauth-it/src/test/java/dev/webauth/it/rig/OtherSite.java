package dev.webauth.it.rig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A provider that behaves like GitHub and signs in the person that a test sets. Its host is {@code
 * localhost}, so that a browser sees another site than {@code 127.0.0.1}.
 */
public final class OtherSite {

    private final HttpServer server;
    private final Map<String, String> people = new ConcurrentHashMap<>();
    private volatile String person = "{}";
    private volatile CountDownLatch hanging;

    private OtherSite() {
        try {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            server = HttpServer.create(new InetSocketAddress(loopback, 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/user", exchange -> json(exchange, whose(exchange)));
        server.createContext(
                "/emails",
                exchange ->
                        json(
                                exchange,
                                "[{\"email\":\"second@x.test\",\"primary\":false,\"verified\":true},"
                                        + "{\"email\":\"first@x.test\",\"primary\":true,\"verified\":true}]"));
        server.start();
    }

    public static OtherSite start() {
        return new OtherSite();
    }

    public void stop() {
        if (hanging != null) {
            hanging.countDown();
        }
        server.stop(0);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Sets the person who signs in, as GitHub's API describes a person. */
    public void person(int id, String login) {
        person = "{\"id\":" + id + ",\"login\":\"" + login + "\",\"name\":null,\"email\":null}";
    }

    /** Makes the token endpoint hang. */
    public void hang() {
        hanging = new CountDownLatch(1);
    }

    /** Makes the token endpoint answer again. */
    public void wakeUp() {
        hanging.countDown();
        hanging = null;
    }

    /** Answers by a redirect, or by a form if the request asks for it. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        people.put(code, person);
        if ("form_post".equals(asked.get("response_mode"))) {
            answer(
                    exchange,
                    200,
                    "text/html",
                    "<!doctype html><form method=\"post\" action=\"%s\"><input type=\"hidden\" name=\"code\" value=\"%s\"><input type=\"hidden\" name=\"state\" value=\"%s\"><button id=\"go\">Go on</button></form>"
                            .formatted(asked.get("redirect_uri"), code, asked.get("state")));
        } else {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            asked.get("redirect_uri")
                                    + "?code="
                                    + code
                                    + "&state="
                                    + asked.get("state")
                                    + "&iss=https%3A%2F%2Fgithub.com%2Flogin%2Foauth");
            answer(exchange, 302, "text/plain", "");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        CountDownLatch waiting = hanging;
        if (waiting != null) {
            try {
                waiting.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        String code = parameters(form).get("code");
        json(
                exchange,
                people.containsKey(code)
                        ? "{\"access_token\":\""
                                + code
                                + "\",\"token_type\":\"bearer\",\"scope\":\"\"}"
                        : "{\"error\":\"bad_verification_code\"}");
    }

    private String whose(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return people.getOrDefault(header.replace("Bearer ", ""), "{}");
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        answer(exchange, 200, "application/json; charset=utf-8", body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** The address of one of its pages. */
    public URI uri(String path) {
        return URI.create(url() + path);
    }
}
