package dev.webauth.impl.rig;

import dev.webauth.WebAuth;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** A browser with its own cookies. */
public final class FakeBrowser {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestApplication app;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private String peer = "127.0.0.1";
    private boolean filterReads;
    private Answer last;

    FakeBrowser(TestApplication app) {
        this.app = app;
        with("Sec-Fetch-Site", "same-origin");
        with("Sec-Fetch-Mode", "navigate");
        with("Sec-Fetch-Dest", "document");
    }

    /** Sets the client address of later requests. */
    public FakeBrowser from(String address) {
        peer = address;
        return this;
    }

    /** Sends no Fetch Metadata, as an old browser. */
    public FakeBrowser withoutFetchMetadata() {
        return with("Sec-Fetch-Site", null)
                .with("Sec-Fetch-Mode", null)
                .with("Sec-Fetch-Dest", null);
    }

    /** Sends a header with each request; null removes it. */
    public FakeBrowser with(String name, String value) {
        headers.remove(name);
        return value == null ? this : withLines(name, value);
    }

    /** Sends a header in several lines with each request. */
    public FakeBrowser withLines(String name, String... lines) {
        headers.put(name, List.of(lines));
        return this;
    }

    /**
     * Sends requests through a filter of the application that reads parameters before the library.
     */
    public FakeBrowser throughFilterThatReads() {
        filterReads = true;
        return this;
    }

    /** Posts to a page of the application that calls the library. */
    public void calls(Consumer<WebAuth> work) {
        asks(
                webauth -> {
                    work.accept(webauth);
                    return null;
                });
    }

    /** Posts to a page of the application that asks the library. */
    public <T> T asks(Function<WebAuth, T> work) {
        return asksAt("/page", work);
    }

    /** Posts to a certain URL of the application. */
    public <T> T asksAt(String url, Function<WebAuth, T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        run(
                request("POST", url, headers, new byte[0]),
                () -> result.set(work.apply(app.webauth())));
        return result.get();
    }

    /** Opens a page of the application that calls the library. */
    public void opens(String url, Consumer<WebAuth> work) {
        run(request("GET", url, headers, new byte[0]), () -> work.accept(app.webauth()));
    }

    public Answer get(String url) {
        return send("GET", url);
    }

    public Answer send(String verb, String url) {
        return route(request(verb, url, headers, new byte[0]));
    }

    /** Posts a form of names and values, as a browser does from a page in UTF-8. */
    public Answer post(String url, String... form) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < form.length; i += 2) {
            pairs.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(form[i], StandardCharsets.UTF_8))
                    .append("=")
                    .append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return post(url, FORM, pairs.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Posts these bytes. */
    public Answer post(String url, String contentType, byte[] body) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", List.of(contentType));
        return route(request("POST", url, all, body));
    }

    public boolean isLoggedIn() {
        return asks(WebAuth::isAuthenticated);
    }

    /** The value of a cookie; null if absent. */
    public String cookie(String name) {
        return cookies.containsKey(name) ? cookies.get(name).getValue() : null;
    }

    /** Whether there is any cookie at all. */
    public boolean hasCookies() {
        return !cookies.isEmpty();
    }

    public String sessionId() {
        return cookie(FakeResponse.SESSION_COOKIE);
    }

    /** Copies a cookie of another browser, as a thief would. */
    public void steal(FakeBrowser from, String name) {
        cookies.put(name, from.cookies.get(name));
    }

    /** Another request ends this browser's session after the given number of further calls. */
    public FakeBrowser sessionEndsAfter(int steps) {
        app.sessions().get(sessionId()).endAfter(steps);
        return this;
    }

    /** This browser's session as a cluster replicates it. */
    public byte[] session() {
        return app.sessions().get(sessionId()).replicate();
    }

    /** The same browser at another node, to which its session was replicated. */
    public FakeBrowser at(TestApplication node) {
        new FakeSession(node.sessions(), sessionId(), session());
        FakeBrowser there = new FakeBrowser(node);
        there.cookies.putAll(cookies);
        return there;
    }

    /** The same browser at another node, which does not know its session. */
    public FakeBrowser movedTo(TestApplication node) {
        FakeBrowser there = new FakeBrowser(node);
        there.cookies.putAll(cookies);
        return there;
    }

    /** Sets a cookie. */
    public FakeBrowser withCookie(String cookie, String value) {
        cookies.put(cookie, new Cookie(cookie, value));
        return this;
    }

    /** Removes a cookie. */
    public FakeBrowser without(String cookie) {
        cookies.remove(cookie);
        return this;
    }

    /** The last answer. */
    public Answer last() {
        return last;
    }

    private FakeRequest request(
            String verb, String url, Map<String, List<String>> sent, byte[] body) {
        String absolute =
                url.startsWith("http")
                        ? url
                        : TestApplication.ORIGIN + TestApplication.CONTEXT + url;
        return new FakeRequest(
                verb, absolute, sent, new LinkedHashMap<>(cookies), peer, body, app.sessions());
    }

    private Answer route(FakeRequest request) {
        return serve(
                request,
                response ->
                        app.filter()
                                .doFilter(
                                        request.asServlet(),
                                        response.asServlet(),
                                        (from, to) -> {
                                            if (filterReads) {
                                                from.getParameterMap();
                                            }
                                            app.routes().service(from, to);
                                        }));
    }

    /** Handles a request. */
    private interface Work {
        void run(FakeResponse response) throws IOException, ServletException;
    }

    /** Runs a page of the application; its exceptions are thrown. */
    private Answer run(FakeRequest request, CurrentRequest.Work work) {
        return serve(
                request,
                response ->
                        new CurrentRequest(request.asServlet(), response.asServlet()).during(work));
    }

    private Answer serve(FakeRequest request, Work work) {
        FakeResponse response = new FakeResponse();
        try {
            app.serve(request, () -> work.run(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        } finally {
            keep(request, response);
        }
        return last;
    }

    private void keep(FakeRequest request, FakeResponse response) {
        FakeSession session = request.session(false);
        if (session != null && !session.getId().equals(sessionId())) {
            response.cookies().add(new Cookie(FakeResponse.SESSION_COOKIE, session.getId()));
        }
        for (Cookie cookie : response.cookies()) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie);
            }
        }
        last = response.answer();
    }
}
