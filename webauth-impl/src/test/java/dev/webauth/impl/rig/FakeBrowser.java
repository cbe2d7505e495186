package dev.webauth.impl.rig;

import dev.webauth.WebAuth;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** A person's browser, with its own cookies. */
public final class FakeBrowser {

    private final TestApplication app;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String peer = "127.0.0.1";
    private Answer last;

    FakeBrowser(TestApplication app) {
        this.app = app;
    }

    /** Makes requests come from this address. */
    public FakeBrowser from(String address) {
        peer = address;
        return this;
    }

    /** Sends a header with each request; null takes it away. */
    public FakeBrowser with(String name, String value) {
        headers.put(name, value);
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
                request("POST", url, Map.of()),
                (request, response) -> result.set(work.apply(app.webauth())));
        return result.get();
    }

    public Answer get(String url) {
        return send("GET", url);
    }

    public Answer send(String verb, String url) {
        return route(request(verb, url, Map.of()));
    }

    /** Posts a form of names and values. */
    public Answer post(String url, String... form) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (int i = 0; i < form.length; i += 2) {
            parameters.put(form[i], new String[] {form[i + 1]});
        }
        return route(request("POST", url, parameters));
    }

    public boolean isLoggedIn() {
        return asks(WebAuth::isAuthenticated);
    }

    /** The value of a cookie; null if there is none. */
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

    /** Takes a cookie over from elsewhere, as a thief would. */
    public void steal(FakeBrowser from, String name) {
        cookies.put(name, from.cookies.get(name));
    }

    /** What a cluster carries to its nodes of this browser's session. */
    public byte[] session() {
        return app.sessions().get(sessionId()).replicate();
    }

    /** The same browser, at another node, to which its session has been carried. */
    public FakeBrowser at(TestApplication node) {
        new FakeSession(node.sessions(), sessionId(), session());
        FakeBrowser there = new FakeBrowser(node);
        there.cookies.putAll(cookies);
        return there;
    }

    /** The same browser, at another node that knows nothing of its session. */
    public FakeBrowser movedTo(TestApplication node) {
        FakeBrowser there = new FakeBrowser(node);
        there.cookies.putAll(cookies);
        return there;
    }

    /** Has a cookie of any value. */
    public FakeBrowser withCookie(String cookie, String value) {
        cookies.put(cookie, new Cookie(cookie, value));
        return this;
    }

    /** Loses a cookie. */
    public FakeBrowser without(String cookie) {
        cookies.remove(cookie);
        return this;
    }

    /** The last answer. */
    public Answer last() {
        return last;
    }

    private FakeRequest request(String verb, String url, Map<String, String[]> parameters) {
        String absolute =
                url.startsWith("http")
                        ? url
                        : TestApplication.ORIGIN + TestApplication.CONTEXT + url;
        return new FakeRequest(
                verb,
                URI.create(absolute),
                headers,
                parameters,
                new LinkedHashMap<>(cookies),
                peer,
                "",
                app.sessions());
    }

    private Answer route(FakeRequest request) {
        return run(request, (from, to) -> app.routes().service(from.asServlet(), to.asServlet()));
    }

    /** What serves a request. */
    private interface Work {
        void run(FakeRequest request, FakeResponse response) throws IOException, ServletException;
    }

    private Answer run(FakeRequest request, Work work) {
        FakeResponse response = new FakeResponse();
        try {
            app.serve(
                    request,
                    () ->
                            new CurrentRequest(request.asServlet(), response.asServlet())
                                    .during(() -> work.run(request, response)));
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
