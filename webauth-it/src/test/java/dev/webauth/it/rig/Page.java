package dev.webauth.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** An answer of the server. */
public final class Page {

    private final URI site;
    private final HttpResponse<String> response;

    Page(URI site, HttpResponse<String> response) {
        this.site = site;
        this.response = response;
    }

    /** The HTTP status. */
    public int status() {
        return response.statusCode();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** All headers. */
    public Map<String, List<String>> headers() {
        return response.headers().map();
    }

    /** The cookies that this answer sets, as the raw header values. */
    public List<String> setCookies() {
        return response.headers().allValues("Set-Cookie");
    }

    /** The body. */
    public String body() {
        return response.body();
    }

    /** The address of the request. */
    public URI uri() {
        return response.uri();
    }

    /** The target of a redirect: {@code /path} within the site, otherwise the whole URL. */
    public String location() {
        assertThat(status()).as("a redirect: %s", this).isBetween(300, 399);
        String target = uri().resolve(header("Location").orElseThrow()).toString();
        String root = site.toString();
        return target.startsWith(root) ? "/" + target.substring(root.length()) : target;
    }

    /** Asserts that this is the demo's error page. */
    public Page isError(int status) {
        assertThat(status()).as("status of %s", this).isEqualTo(status);
        assertThat(title()).isEqualTo("ERROR");
        return this;
    }

    /** Asserts that this is a 4xx answer without internal details. */
    public Page isRefusal() {
        assertThat(status()).as("status of %s", this).isBetween(400, 499);
        return isClean();
    }

    /** Asserts that the answer has no internal details. */
    public Page isClean() {
        assertThat(body())
                .as("body of %s", this)
                .doesNotContainPattern(
                        "\\bat [a-z]+(\\.\\w+)+\\(|Exception|org\\.|java\\.|SELECT ");
        return this;
    }

    /** The target path of a link or button. */
    public String target(String id) {
        Element element = element(id);
        String target =
                element.tagName().equals("a")
                        ? element.absUrl("href")
                        : form(id).action().toString();
        return target.startsWith(site.toString())
                ? "/" + target.substring(site.toString().length())
                : target;
    }

    /** The body as HTML. */
    public Document html() {
        return Jsoup.parse(body(), uri().toString());
    }

    /** The title of the page. */
    public String title() {
        return html().title();
    }

    /** Whether an element has this id. */
    public boolean has(String id) {
        return html().getElementById(id) != null;
    }

    /** The element with this id. */
    public Element element(String id) {
        Element element = html().getElementById(id);
        assertThat(element).as("#%s in %s", id, this).isNotNull();
        return element;
    }

    /** The form of an element; a button counts as pressed. */
    public Form form(String id) {
        return Form.of(this, element(id));
    }

    /** The form with a field or button of this name; no button is pressed. */
    public Form formOf(String name) {
        Element field = html().selectFirst("form [name=" + name + "]");
        assertThat(field).as("a form with %s in %s", name, this).isNotNull();
        return Form.of(this, field.closest("form"));
    }

    /** The only form of this page; no button is pressed. */
    public Form onlyForm() {
        assertThat(html().select("form")).as("one form in %s", this).hasSize(1);
        return Form.of(this, html().selectFirst("form"));
    }

    /** The body as JSON. */
    public JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(body()))) {
            return reader.readObject();
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(response.request().method()).append(' ').append(uri());
        text.append(" -> ").append(status()).append('\n');
        response.headers()
                .map()
                .forEach(
                        (name, values) ->
                                text.append(name).append(": ").append(values).append('\n'));
        return text.append('\n').append(body()).toString();
    }
}
