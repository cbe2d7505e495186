package dev.webauth.impl.web;

import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One request to a route of the library, and its answer. */
public final class Exchange {

    private static final int MOST_OF_BODY = 4096;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final List<String> path;
    private final Origin origin;

    Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            List<String> path,
            Origin origin) {
        this.request = request;
        this.response = response;
        this.path = path;
        this.origin = origin;
    }

    /** The decoded segments below the prefix. */
    public List<String> path() {
        return path;
    }

    /** A parameter that was sent exactly once; two different values are not one. */
    public Optional<String> parameter(String name) {
        String[] values = request.getParameterValues(name);
        return values == null || values.length != 1 ? Optional.empty() : Optional.of(values[0]);
    }

    /** Whether a parameter was sent at all, however often. */
    public boolean has(String name) {
        return request.getParameterValues(name) != null;
    }

    /** Whether a parameter was sent in the URL, where logs and histories have it. */
    public boolean isInQuery(String name) {
        String query = request.getQueryString();
        return query != null
                && Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2)[0])
                        .anyMatch(key -> name.equals(decoded(key)));
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    /** A parameter that was sent exactly once, and not in the URL. */
    public Optional<String> formParameter(String name) {
        return isInQuery(name) ? Optional.empty() : parameter(name);
    }

    /** The start of the body of a request that is no form. */
    public String body() {
        char[] start = new char[MOST_OF_BODY];
        try {
            int length = request.getReader().read(start);
            return length < 0 ? "" : new String(start, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CurrentRequest current() {
        return new CurrentRequest(request, response);
    }

    /** Sends the browser on by GET: to a URL, or to a path from the server's root. */
    public void redirect(String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }

    public void page(int status, Page page) {
        // Not on the application's own answers: it would forbid their styles.
        response.setHeader("Content-Security-Policy", Page.POLICY);
        text(status, "text/html;charset=UTF-8", page.document());
    }

    public void json(int status, JsonStructure json) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriter(text)) {
            writer.write(json);
        }
        text(status, "application/json", text.toString());
    }

    /** Answers HEAD and OPTIONS, which must change nothing: JAX-RS and scanners send both. */
    void nothing() {
        response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Only the methods of the route are allowed. */
    public void methodNotAllowed() {
        response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
        page(405, Page.message("Not allowed", "This page cannot do that.", root(), "Go on"));
    }

    /** Where a page leads that leads nowhere else. */
    public String root() {
        return origin.path("/");
    }

    /** Sends what an application's {@code Answers} bean made. */
    public void answer(Response answer) {
        response.setStatus(answer.getStatus());
        answer.getStringHeaders()
                .forEach(
                        (name, values) -> {
                            if (!name.equalsIgnoreCase("Set-Cookie")
                                    && !name.equalsIgnoreCase("Location")) {
                                values.forEach(value -> response.addHeader(name, value));
                            }
                        });
        Optional.ofNullable(answer.getLocation())
                .ifPresent(to -> response.setHeader("Location", resolve(to)));
        answer.getCookies().values().forEach(this::addCookie);
        if (answer.getMediaType() != null) {
            response.setContentType(answer.getMediaType().toString());
        }
        write(answer.getEntity());
    }

    private String resolve(URI location) {
        return location.isAbsolute() || location.getRawPath().startsWith("/")
                ? location.toString()
                : origin.path("/" + location);
    }

    private void addCookie(NewCookie from) {
        jakarta.servlet.http.Cookie cookie =
                new jakarta.servlet.http.Cookie(from.getName(), from.getValue());
        cookie.setPath(from.getPath() == null ? origin.path("/") : from.getPath());
        cookie.setMaxAge(from.getMaxAge());
        cookie.setSecure(from.isSecure());
        cookie.setHttpOnly(from.isHttpOnly());
        if (from.getSameSite() != null) {
            String site = from.getSameSite().name();
            cookie.setAttribute("SameSite", site.charAt(0) + site.substring(1).toLowerCase());
        }
        response.addCookie(cookie);
    }

    private void write(Object entity) {
        try {
            if (entity instanceof StreamingOutput stream) {
                stream.write(response.getOutputStream());
            } else if (entity instanceof InputStream stream) {
                try (stream) {
                    stream.transferTo(response.getOutputStream());
                }
            } else if (entity instanceof byte[] bytes) {
                response.getOutputStream().write(bytes);
            } else if (entity != null) {
                response.getOutputStream()
                        .write(entity.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(int status, String type, String text) {
        response.setStatus(status);
        response.setContentType(type);
        try {
            OutputStream out = response.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
