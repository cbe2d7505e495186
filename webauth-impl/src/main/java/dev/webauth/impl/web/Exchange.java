package dev.webauth.impl.web;

import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A request to a route of the library, and its response. */
public final class Exchange {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final List<String> path;
    private final Origin origin;
    private final Languages languages;
    private PageTexts texts;
    private RequestBody body;
    private Parameters parameters;

    Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            List<String> path,
            Origin origin,
            Languages languages) {
        this.request = request;
        this.response = response;
        this.path = path;
        this.origin = origin;
        this.languages = languages;
    }

    /** The decoded segments of the path below the prefix. */
    public List<String> path() {
        return path;
    }

    /** Reads the body, so that a malformed one is refused before the route acts. */
    void read() {
        body = RequestBody.read(request);
        parameters = Parameters.read(request, body);
    }

    /** A parameter that was sent exactly once; empty if it is missing or repeated. */
    public Optional<String> parameter(String name) {
        List<String> values = parameters.values(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Whether a parameter was sent at least once. */
    public boolean has(String name) {
        return !parameters.values(name).isEmpty();
    }

    /** Whether a parameter was sent in the URL, which logs and browser histories store. */
    public boolean isInQuery(String name) {
        return parameters.isInQuery(name);
    }

    /** A parameter that was sent exactly once, and in the body. */
    public Optional<String> formParameter(String name) {
        return isInQuery(name) ? Optional.empty() : parameter(name);
    }

    /** The body of a POST as text, whatever its media type. */
    public String body() {
        return body.text();
    }

    public CurrentRequest current() {
        return new CurrentRequest(request, response);
    }

    /** Redirects the browser with a GET, to a URL or to a path from the server's root. */
    public void redirect(String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }

    /** Redirects the browser with a GET to a path below the context root. */
    public void redirectToPath(String local) {
        redirect(origin.path(local));
    }

    /** The texts of pages, in the language of this request. */
    public PageTexts texts() {
        if (texts == null) {
            texts = languages.pageTexts();
        }
        return texts;
    }

    /** Shows the texts {@code KEY.title} and {@code KEY.text}, with a link to the context root. */
    public void message(int status, String key) {
        message(status, texts().text(key + ".title"), texts().text(key + ".text"));
    }

    /** Shows a text that is already in the visitor's language, with a link to the context root. */
    public void message(int status, String title, String text) {
        page(status, HtmlPage.message(texts(), title, text, root()));
    }

    public void page(int status, HtmlPage page) {
        response.setHeader("Content-Language", page.language());
        if (languages.depends()) {
            response.addHeader("Vary", "Accept-Language");
        }
        // Only on the library's pages: in the application's responses it would block their styles.
        response.setHeader("Content-Security-Policy", page.policy());
        response.setHeader("Referrer-Policy", page.referrerPolicy());
        text(status, "text/html;charset=UTF-8", page.document());
    }

    public void json(int status, JsonStructure json) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriter(text)) {
            writer.write(json);
        }
        text(status, "application/json", text.toString());
    }

    /**
     * Sends a file of the library, which browsers may keep: for a year if the URL names the version
     * as {@code v}, else until they have asked again.
     */
    public void file(String type, String content, String version) {
        boolean named = parameter("v").filter(version::equals).isPresent();
        String tag = '"' + version + '"';
        response.setHeader(
                "Cache-Control", named ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("ETag", tag);
        if (current().header("If-None-Match").filter(tag::equals).isPresent()) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            text(200, type, content);
        }
    }

    /** Answers HEAD and OPTIONS, which must not change anything. JAX-RS and scanners send both. */
    void nothing() {
        response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Refuses a method that the route does not support. */
    public void methodNotAllowed() {
        response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
        message(405, "web.not_allowed");
    }

    /** The default target of a page's link: the context root. */
    public String root() {
        return origin.path("/");
    }

    /** Sends the response of the application's {@code Answers} bean. */
    public void answer(Response answer) {
        new JaxRsAnswer(answer, origin).send(response);
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
