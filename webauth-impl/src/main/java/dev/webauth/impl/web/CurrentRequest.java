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
 * The HTTP request on this thread, noted by {@link RequestFilter}. CDI offers the request but not
 * the response, which a cookie needs.
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

    /** What serves a request. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException, ServletException;
    }

    /** Empty on a thread that serves no request. */
    public static Optional<CurrentRequest> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The request, for a call that makes sense within one only. */
    public static CurrentRequest required() {
        return get().orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "This needs an HTTP request of the application on the"
                                                + " calling thread"));
    }

    /** Makes this the current request while the work runs. */
    public void during(Work work) throws IOException, ServletException {
        CurrentRequest outer = CURRENT.get();
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            leaveTo(outer);
        }
    }

    /** Makes this the current request while something is found out. */
    public <T> T askDuring(Supplier<T> question) {
        CurrentRequest outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return question.get();
        } finally {
            leaveTo(outer);
        }
    }

    private static void leaveTo(CurrentRequest outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** Whether a person's browser asks, rather than a program. */
    public boolean wantsHtml() {
        return header("Accept").map(accept -> accept.contains("text/html")).orElse(false);
    }

    /** Whether headers, so cookies as well, come too late. */
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

    /** What was asked for, below the context root. */
    String localUri() {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        return query == null ? path : path + "?" + query;
    }

    /** A header as one list: all its lines, in their order (RFC 9110, 5.3). */
    public Optional<String> header(String name) {
        List<String> lines = headerLines(name);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    /** The lines of a header that is no list, so that a second one does not go unseen. */
    public List<String> headerLines(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** Whether a proxy has passed this request on, on this machine or elsewhere. */
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

    /** Whether a log-in, or one that waits for a second factor, may come with this request. */
    boolean hasSession() {
        return sessionKey().isPresent();
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
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> OwnCookie.leadsToLogIn(cookie.getName()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .sorted()
                .reduce((one, other) -> one + ";" + other);
    }

    /** Sets a cookie that scripts cannot read and other sites' requests do not carry. */
    void setCookie(String name, String value, String path, boolean secure, int maxAgeSeconds) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(path);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setMaxAge(maxAgeSeconds);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /** Reads something once for this request, however often it is asked. */
    public <T> T remember(Class<T> type, Supplier<T> first) {
        Object known = request.getAttribute(type.getName());
        if (known == null) {
            known = first.get();
            request.setAttribute(type.getName(), known);
        }
        return type.cast(known);
    }

    /** What {@link #remember} holds. */
    public <T> Optional<T> recall(Class<T> type) {
        return Optional.ofNullable(request.getAttribute(type.getName())).map(type::cast);
    }

    /** Whether {@link #remember} holds something. */
    boolean remembers(Class<?> type) {
        return request.getAttribute(type.getName()) != null;
    }

    /** Forgets what {@link #remember} holds. */
    public void forget(Class<?> type) {
        request.removeAttribute(type.getName());
    }
}
