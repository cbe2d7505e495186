package dev.webauth.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * A browser with its own cookies and network address, and the headers that browsers send. It
 * follows a redirect only on demand.
 */
public final class Browser {

    /** The header from which the deployments of the tests read the client's address. */
    static final String ADDRESS_HEADER = "X-Forwarded-For";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    private static volatile Page last;

    private final URI site;
    private final CookieJar cookies;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** A new browser without cookies. */
    Browser(URI site) {
        this(site, new CookieJar());
        int n = ADDRESSES.incrementAndGet();
        headers.put(ADDRESS_HEADER, "198.18." + n / 250 % 250 + "." + (n % 250 + 1));
        headers.put("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        headers.put("Accept-Language", "en-GB,en;q=0.7");
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Sec-Fetch-Mode", "navigate");
        headers.put("Sec-Fetch-Dest", "document");
    }

    private Browser(URI site, CookieJar cookies) {
        this.site = site;
        this.cookies = cookies;
    }

    /** The same browser at another node of the site: cookies do not depend on the port. */
    public Browser on(Site node) {
        Browser there = new Browser(node.uri(), cookies);
        there.headers.putAll(headers);
        return there;
    }

    /** Sends this header with each request; null removes it. */
    public Browser with(String header, String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    /** Sends later requests as if from a page of another site. */
    public Browser onPageOf(String otherSite) {
        return with("Sec-Fetch-Site", "cross-site").with("Origin", otherSite);
    }

    /** The network address of this browser. */
    public String address() {
        return headers.get(ADDRESS_HEADER);
    }

    /** Uses the network address of another browser. */
    public Browser from(String address) {
        return with(ADDRESS_HEADER, address);
    }

    /** Opens a page of the site. */
    public Page get(String path) {
        return get(site.resolve(siteRelative(path)));
    }

    /** Opens an address, as typed or from a mail. */
    public Page get(URI uri) {
        return send(request(uri).GET());
    }

    /** Sends a HEAD request. */
    public Page head(URI uri) {
        return send(request(uri).method("HEAD", BodyPublishers.noBody()));
    }

    /** Sends a form of alternating names and values. */
    public Page post(String path, String... fields) {
        return post(site.resolve(siteRelative(path)), encode(fields));
    }

    /** Sends a form. */
    public Page submit(Form form) {
        return form.get()
                ? get(URI.create(form.action() + "?" + encode(form.fields())))
                : post(form.action(), encode(form.fields()));
    }

    /** Sends an encoded form. */
    public Page post(URI uri, String encoded) {
        return send("POST", uri, FORM, BodyPublishers.ofString(encoded));
    }

    /** Sends a body of any kind. */
    public Page send(String method, String path, String contentType, String body) {
        return send(
                method,
                site.resolve(siteRelative(path)),
                contentType,
                BodyPublishers.ofString(body));
    }

    private Page send(String method, URI uri, String contentType, BodyPublisher body) {
        HttpRequest.Builder request = request(uri).method(method, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (!headers.containsKey("Origin") && headers.containsKey("Sec-Fetch-Site")) {
            request.header("Origin", uri.getScheme() + "://" + uri.getAuthority());
        }
        return send(request);
    }

    /** Follows a redirect. */
    public Page follow(Page redirect) {
        assertThat(redirect.status()).as("a redirect: %s", redirect).isBetween(300, 399);
        return get(redirect.uri().resolve(redirect.header("Location").orElseThrow()));
    }

    /** Follows redirects to a page that does not redirect. */
    public Page followAll(Page page) {
        Page at = page;
        for (int i = 0; i < 10 && at.status() / 100 == 3; i++) {
            at = follow(at);
        }
        return at;
    }

    /** Clicks a link or a button. */
    public Page click(Page page, String id) {
        Element element = page.element(id);
        return element.tagName().equals("a")
                ? get(URI.create(element.absUrl("href")))
                : submit(page.form(id));
    }

    /** Sends the demo's registration form. */
    public Page register(String email, String password) {
        return post("/register", "email", email, "password", password, "password2", password);
    }

    /** Sends the demo's log-in form. */
    public Page logIn(String email, String password) {
        return post("/login", "email", email, "password", password);
    }

    /** Whether the demo shows a logged-in user. */
    public boolean isLoggedIn() {
        return get("/me").json().getBoolean("authenticated");
    }

    /** Calls the demo's API with a key. */
    public Page whoami(String key) {
        return with("X-API-Key", key).get("/api/whoami");
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        cookies.header(uri.getPath()).ifPresent(c -> request.header("Cookie", c));
        return request;
    }

    private Page send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response =
                    CLIENT.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            cookies.store(response.headers().allValues("Set-Cookie"));
            Page page = new Page(site, response);
            last = page;
            return page;
        } catch (IOException e) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The value of a cookie. */
    public Optional<String> cookie(String name) {
        return cookies.value(name);
    }

    /** The session id. */
    public String session() {
        return cookie("JSESSIONID").orElse("none");
    }

    /** The Cookie header for a path of the site. */
    public Optional<String> cookieHeader(String path) {
        return cookies.header(site.resolve(siteRelative(path)).getPath());
    }

    /** Sets a cookie for the whole site. */
    public void plant(String name, String value) {
        String path = site.getPath();
        cookies.put(name, path.equals("/") ? path : path.replaceFirst("/$", ""), value);
    }

    /** A browser with a copy of all cookies, as a thief has. */
    public Browser copy() {
        Browser thief = new Browser(site);
        cookies.copyTo(thief.cookies);
        return thief;
    }

    /** Closes and opens the browser: cookies without a lifetime are removed. */
    public void restart() {
        cookies.endOfBrowser();
    }

    /** Removes all cookies. */
    public void forgetCookies() {
        cookies.clear();
    }

    /** The last answer that any browser received. */
    static Optional<Page> last() {
        return Optional.ofNullable(last);
    }

    private static String siteRelative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static String encode(String... fields) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            text.append(i == 0 ? "" : "&").append(encode(fields[i], fields[i + 1]));
        }
        return text.toString();
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f -> encode(f.getKey(), f.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
