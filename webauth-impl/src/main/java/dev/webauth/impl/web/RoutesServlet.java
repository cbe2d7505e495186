package dev.webauth.impl.web;

import dev.webauth.WebAuthException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves all routes of the library at {@code <prefix>/*}. It is a servlet, because JAX-RS resources
 * in a jar appear below the application's own path, twice, or not at all, depending on the WAR.
 */
public class RoutesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger("dev.webauth.web");

    @Inject transient Instance<Route> routes;
    @Inject transient Origin origin;
    @Inject transient Refusals refusals;
    @Inject transient Languages languages;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        headers(response);
        Optional<List<String>> path = path(request);
        Exchange exchange =
                new Exchange(request, response, path.orElse(List.of()), origin, languages);
        Optional<Route> route =
                path.flatMap(
                        segments ->
                                routes.stream()
                                        .filter(candidate -> candidate.serves(segments))
                                        .findFirst());
        if (route.isEmpty()) {
            exchange.message(404, "web.no_page");
            return;
        }
        try {
            exchange.read();
            exchange.current().remember(Route.class, route::get);
            serve(request.getMethod(), route.get(), exchange);
        } catch (WebAuthException e) {
            refusals.answer(exchange, e);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A route of WebAuth failed", e);
            exchange.message(500, "web.failed");
        } finally {
            exchange.current().forget(Route.class);
        }
    }

    private static void serve(String method, Route route, Exchange exchange) {
        switch (method) {
            case "GET" -> get(route, exchange);
            case "POST" -> route.post(exchange);
            case "HEAD", "OPTIONS" -> exchange.nothing();
            default -> exchange.methodNotAllowed();
        }
    }

    /** A GET may act, so a prefetch, which the user has not opened, is refused. */
    private static void get(Route route, Exchange exchange) {
        if (RequestSource.isPrefetch(exchange.current())) {
            exchange.message(503, "web.prefetched");
        } else {
            route.get(exchange);
        }
    }

    private static void headers(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
    }

    /** The path segments; empty if one cannot be decoded or contains an encoded separator. */
    private static Optional<List<String>> path(HttpServletRequest request) {
        String prefix = request.getContextPath() + request.getServletPath();
        String uri = request.getRequestURI();
        if (!uri.startsWith(prefix)) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String raw : uri.substring(prefix.length()).split("/", -1)) {
            try {
                String segment = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
                if (segment.matches("[A-Za-z0-9._~-]*")) {
                    segments.add(segment);
                } else {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(segments.stream().filter(segment -> !segment.isEmpty()).toList());
    }
}
