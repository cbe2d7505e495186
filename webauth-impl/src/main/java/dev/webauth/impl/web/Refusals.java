package dev.webauth.impl.web;

import dev.webauth.WebAuthException;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Converts exceptions to HTTP responses: a page for browsers, {@code application/problem+json} for
 * programs. The title is the text {@code web.status.STATUS}, the detail {@code refusal.CODE}. For a
 * code without a text, which only applications have, the detail is the exception's message.
 */
@ApplicationScoped
public class Refusals {

    /** The code for a request that only lacks a log-in. */
    public static final String NOT_AUTHENTICATED = "not_authenticated";

    /** The code for a sensitive change whose last proof of identity is too old. */
    public static final String FRESH_LOGIN_REQUIRED = "fresh_login_required";

    /** The call needs a recent proof of a second factor. */
    public static final String SECOND_FACTOR_REQUIRED = "second_factor_required";

    /** The route of the second-factor page, below the prefix. */
    public static final String SECOND_FACTOR = "second-factor";

    /** The route of the re-authentication page, below the prefix. */
    public static final String REAUTHENTICATE = "reauthenticate";

    private static final String RETRY_AFTER_SECONDS = "5";

    @Inject WebAuthConfig config;
    @Inject Origin origin;
    @Inject Languages languages;

    /** Responds for a route of the library, always with a page. */
    void answer(Exchange exchange, WebAuthException refusal) {
        exchange.answer(response(refusal, true));
    }

    /** Responds for the application. */
    public void answer(CurrentRequest now, WebAuthException refusal) {
        new Exchange(now.request(), now.response(), List.of(), origin, languages)
                .answer(response(refusal, now.wantsHtml()));
    }

    /** The response for an exception. */
    public Response response(WebAuthException refusal, boolean html) {
        int status = refusal.status();
        Response.ResponseBuilder response =
                Response.status(status).header("Cache-Control", "no-store");
        if (status == 503) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (status == 401) {
            Optional<URI> logIn = html ? logIn() : Optional.empty();
            if (logIn.isPresent()) {
                return response.status(303).location(logIn.get()).build();
            }
            response.header("WWW-Authenticate", "Bearer");
        }
        Optional<URI> proving = html ? provingPage(refusal) : Optional.empty();
        if (proving.isPresent()) {
            return response.status(303).location(proving.get()).build();
        }
        PageTexts texts = languages.pageTexts();
        response.header("Content-Language", texts.language());
        if (languages.depends()) {
            response.header("Vary", "Accept-Language");
        }
        if (html) {
            response.header("Content-Security-Policy", HtmlPage.POLICY);
        }
        return html
                ? response.type("text/html;charset=UTF-8").entity(page(refusal, texts)).build()
                : response.type("application/problem+json").entity(problem(refusal, texts)).build();
    }

    /**
     * The application's log-in page, with the requested path as the next URI if it can be reopened.
     */
    private Optional<URI> logIn() {
        return config.loginUri()
                .map(
                        page -> {
                            String and = page.contains("?") ? "&next=" : "?next=";
                            return origin.uri(
                                    page + wanted().map(to -> and + parameter(to)).orElse(""));
                        });
    }

    /** The page that asks for the proof which was missing; empty for any other refusal. */
    public Optional<URI> provingPage(WebAuthException refusal) {
        return switch (refusal.code()) {
            case FRESH_LOGIN_REQUIRED -> Optional.of(provingPage(REAUTHENTICATE));
            case SECOND_FACTOR_REQUIRED -> Optional.of(provingPage(SECOND_FACTOR));
            default -> Optional.empty();
        };
    }

    /**
     * A page that asks for a proof. Its next URI is the requested page or, after a POST, its form.
     */
    private URI provingPage(String page) {
        return origin.uri(path(page, wanted().or(this::cameFrom)));
    }

    /** The path of the re-authentication page below the context root, with its next URI. */
    public String reauthenticationPath(Optional<String> next) {
        return path(REAUTHENTICATE, next);
    }

    private String path(String page, Optional<String> next) {
        return config.basePrefix()
                + "/"
                + page
                + next.map(to -> "?next=" + parameter(to)).orElse("");
    }

    private static String parameter(String uri) {
        return URLEncoder.encode(uri, StandardCharsets.UTF_8);
    }

    private Optional<String> cameFrom() {
        return CurrentRequest.get()
                .flatMap(now -> now.header("Referer"))
                .flatMap(origin::localPath)
                .filter(NextUri::isLocal);
    }

    private static Optional<String> wanted() {
        return CurrentRequest.get()
                .filter(now -> !now.isUnsafe())
                .map(CurrentRequest::localUri)
                .filter(NextUri::isLocal);
    }

    private String page(WebAuthException refusal, PageTexts texts) {
        return HtmlPage.message(
                        texts, title(refusal, texts), detail(refusal, texts), origin.path("/"))
                .document();
    }

    /** A problem document of RFC 9457, with the code as an extension member. */
    private static String problem(WebAuthException refusal, PageTexts texts) {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title(refusal, texts))
                .add("status", refusal.status())
                .add("detail", detail(refusal, texts))
                .add("code", refusal.code())
                .build()
                .toString();
    }

    private static String title(WebAuthException refusal, PageTexts texts) {
        return texts.text("web.status." + refusal.status());
    }

    private static String detail(WebAuthException refusal, PageTexts texts) {
        return texts.find("refusal." + refusal.code())
                .orElseGet(() -> Objects.requireNonNullElse(refusal.getMessage(), refusal.code()));
    }
}
