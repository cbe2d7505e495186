package dev.webauth.impl.web;

import dev.webauth.impl.config.Loopback;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The HTTP request that the current thread serves, set by {@link RequestFilter}. CDI offers the
 * request but not the response, which is needed to set a cookie.
 */
public record CurrentRequest(HttpServletRequest request, HttpServletResponse response) {

    private static final ThreadLocal<CurrentRequest> CURRENT = new ThreadLocal<>();
    private static final Set<String> OF_PROXIES =
            Set.of(
                    "forwarded",
                    "via",
                    "x-real-ip",
                    "x-client-ip",
                    "x-original-forwarded-for",
                    "true-client-ip",
                    "cf-connecting-ip",
                    "fly-client-ip");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Code that serves a request. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException, ServletException;
    }

    /** The current request; empty on a thread that serves none. */
    public static Optional<CurrentRequest> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The current request, for a call that needs one. */
    public static CurrentRequest required() {
        return get().orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "This needs an HTTP request of the application on the"
                                                + " calling thread"));
    }

    /** Runs work with this as the current request. */
    public void during(Work work) throws IOException, ServletException {
        CurrentRequest outer = CURRENT.get();
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** Calls a supplier with this as the current request. */
    public <T> T askDuring(Supplier<T> question) {
        CurrentRequest outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return question.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** Whether the client is a browser that displays pages, not a program. */
    public boolean wantsHtml() {
        return header("Accept").map(accept -> accept.contains("text/html")).orElse(false);
    }

    /** Whether the response is committed, so that headers and cookies can no longer be set. */
    public boolean isAnswered() {
        return response.isCommitted();
    }

    /** Whether the method may change something (RFC 9110, 9.2.1). */
    public boolean isUnsafe() {
        return !SAFE.contains(request.getMethod());
    }

    /** Whether the Host header names this machine. */
    public boolean isForLoopback() {
        return Loopback.isHost(request.getServerName());
    }

    /** The requested path below the context root, as it was sent. */
    String localPath() {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** {@link #localPath()} with the query. */
    String localUri() {
        String query = request.getQueryString();
        return query == null ? localPath() : localPath() + "?" + query;
    }

    /** A header as one list of all its lines, in their order (RFC 9110, 5.3). */
    public Optional<String> header(String name) {
        List<String> lines = headerLines(name);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    /** The lines of a header that is not a list, so that a second line is not overlooked. */
    public List<String> headerLines(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** Whether a proxy forwarded this request, on this machine or another one. */
    public boolean isForwarded() {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.startsWith("x-forwarded") || OF_PROXIES.contains(name));
    }

    public Optional<String> cookie(String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Whether the request may belong to a log-in, or to one that waits for a second factor. */
    public boolean hasSession() {
        return request.getSession(false) != null
                || request.getCookies() != null && logInCookies().findAny().isPresent();
    }

    private Stream<Cookie> logInCookies() {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> OwnCookie.leadsToLogIn(cookie.getName()));
    }

    /**
     * What ties this request to a log-in: the id of the HTTP session, else the cookies that lead to
     * a log-in. Empty for a visitor.
     */
    Optional<String> sessionKey() {
        HttpSession session = request.getSession(false);
        if (session != null) {
            return Optional.of(session.getId());
        }
        return logInCookies()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .sorted()
                .reduce((one, other) -> one + ";" + other);
    }

    /** Sets a cookie that scripts cannot read and that cross-site requests do not carry. */
    void setCookie(String name, String value, String path, boolean secure, int maxAgeSeconds) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(path);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setMaxAge(maxAgeSeconds);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /** Computes a value once per request and caches it. */
    public <T> T remember(Class<T> type, Supplier<T> first) {
        Object known = request.getAttribute(type.getName());
        if (known == null) {
            known = first.get();
            request.setAttribute(type.getName(), known);
        }
        return type.cast(known);
    }

    /** The value that {@link #remember} has cached. */
    public <T> Optional<T> recall(Class<T> type) {
        return Optional.ofNullable(request.getAttribute(type.getName())).map(type::cast);
    }

    /** Whether {@link #remember} has cached a value. */
    boolean remembers(Class<?> type) {
        return request.getAttribute(type.getName()) != null;
    }

    /** Drops the value that {@link #remember} has cached. */
    public void forget(Class<?> type) {
        request.removeAttribute(type.getName());
    }
}
