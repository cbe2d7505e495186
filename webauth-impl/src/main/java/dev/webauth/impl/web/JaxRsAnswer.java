package dev.webauth.impl.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a JAX-RS response to a servlet response, because no JAX-RS runtime serves the library's
 * routes.
 */
record JaxRsAnswer(Response answer, Origin origin) {

    private static final Set<String> WRITTEN_OTHERWISE =
            new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        WRITTEN_OTHERWISE.addAll(
                List.of(HttpHeaders.SET_COOKIE, HttpHeaders.LOCATION, HttpHeaders.CONTENT_TYPE));
    }

    void send(HttpServletResponse response) {
        response.setStatus(answer.getStatus());
        answer.getStringHeaders()
                .forEach(
                        (name, values) -> {
                            if (!WRITTEN_OTHERWISE.contains(name)) {
                                values.forEach(value -> response.addHeader(name, value));
                            }
                        });
        Optional.ofNullable(answer.getLocation())
                .ifPresent(to -> response.setHeader(HttpHeaders.LOCATION, resolve(to)));
        Optional.ofNullable(answer.getMetadata().get(HttpHeaders.SET_COOKIE))
                .ifPresent(cookies -> cookies.forEach(cookie -> addCookie(cookie, response)));
        if (answer.getMediaType() != null) {
            response.setContentType(mediaType().toString());
        }
        try {
            write(response.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resolves a path below the context root, with or without a leading slash. */
    private String resolve(URI location) {
        if (location.isAbsolute() || location.getRawAuthority() != null) {
            return location.toString();
        }
        String path = location.toString();
        return origin.path(path.startsWith("/") ? path : "/" + path);
    }

    /** The map of {@code Response.getCookies()} would lose a second cookie with the same name. */
    private void addCookie(Object cookie, HttpServletResponse response) {
        if (cookie instanceof NewCookie made) {
            response.addCookie(servletCookie(made));
        } else {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    /** Omits version and comment, which RFC 6265 does not have. */
    private Cookie servletCookie(NewCookie from) {
        Cookie cookie = new Cookie(from.getName(), from.getValue());
        cookie.setPath(from.getPath() == null ? origin.path("/") : from.getPath());
        if (from.getDomain() != null) {
            cookie.setDomain(from.getDomain());
        }
        cookie.setMaxAge(from.getMaxAge());
        if (from.getExpiry() != null) {
            cookie.setAttribute(
                    "Expires",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            from.getExpiry().toInstant().atOffset(ZoneOffset.UTC)));
        }
        cookie.setSecure(from.isSecure());
        cookie.setHttpOnly(from.isHttpOnly());
        if (from.getSameSite() != null) {
            cookie.setAttribute(
                    "SameSite",
                    switch (from.getSameSite()) {
                        case STRICT -> "Strict";
                        case LAX -> "Lax";
                        case NONE -> "None";
                    });
        }
        return cookie;
    }

    /** Adds the charset to text, which browsers would otherwise guess. */
    private MediaType mediaType() {
        MediaType type = answer.getMediaType();
        boolean charsetMissing =
                "text".equalsIgnoreCase(type.getType())
                        && answer.getEntity() instanceof String
                        && !type.getParameters().containsKey(MediaType.CHARSET_PARAMETER);
        return charsetMissing ? type.withCharset(StandardCharsets.UTF_8.name()) : type;
    }

    private void write(OutputStream out) throws IOException {
        Object entity = answer.getEntity();
        if (entity instanceof StreamingOutput stream) {
            stream.write(out);
        } else if (entity instanceof InputStream stream) {
            try (stream) {
                stream.transferTo(out);
            }
        } else if (entity instanceof byte[] bytes) {
            out.write(bytes);
        } else if (entity != null) {
            out.write(entity.toString().getBytes(charset()));
        }
    }

    private Charset charset() {
        return Optional.ofNullable(answer.getMediaType())
                .map(type -> type.getParameters().get(MediaType.CHARSET_PARAMETER))
                .map(Charset::forName)
                .orElse(StandardCharsets.UTF_8);
    }
}
