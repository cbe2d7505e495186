package dev.webauth.impl.web;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.ResourceBusyException;
import dev.webauth.UnavailableException;
import dev.webauth.UserNotFoundException;
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
import java.util.Optional;

/** A refusal as HTTP: a plain page for browsers, {@code application/problem+json} for programs. */
@ApplicationScoped
public class Refusals {

    /** Nobody is logged in, and that is all that was wrong. */
    public static final String NOT_AUTHENTICATED = "not_authenticated";

    /** The last proof of identity is too old for a sensitive change. */
    public static final String FRESH_LOGIN_REQUIRED = "fresh_login_required";

    /** The route below the prefix at which the caller proves again who they are. */
    public static final String REAUTHENTICATE = "reauthenticate";

    private static final String RETRY_AFTER_SECONDS = "5";

    @Inject WebAuthConfig config;
    @Inject Origin origin;

    /** Answers in the place of a route of the library: always a page. */
    void answer(Exchange exchange, WebAuthException refusal) {
        exchange.answer(response(refusal, true));
    }

    /** Answers in the place of the application. */
    public void answer(CurrentRequest now, WebAuthException refusal) {
        new Exchange(now.request(), now.response(), List.of(), origin)
                .answer(response(refusal, now.wantsHtml()));
    }

    /** The response that stands for a refusal. */
    public Response response(WebAuthException refusal, boolean html) {
        int status = status(refusal);
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
        if (html && refusal.code().equals(FRESH_LOGIN_REQUIRED)) {
            return response.status(303).location(reauthenticate()).build();
        }
        if (html) {
            response.header("Content-Security-Policy", Page.POLICY);
        }
        return html
                ? response.type("text/html;charset=UTF-8").entity(page(refusal)).build()
                : response.type("application/problem+json").entity(problem(refusal)).build();
    }

    /** The application's log-in page, with where the browser wanted to go, if it can go there. */
    private Optional<URI> logIn() {
        return config.loginUri()
                .map(
                        page -> {
                            String and = page.contains("?") ? "&next=" : "?next=";
                            return origin.uri(
                                    page + wanted().map(to -> and + parameter(to)).orElse(""));
                        });
    }

    /** The re-authentication page, which leads back to the page or, after a POST, to its form. */
    private URI reauthenticate() {
        return origin.uri(reauthenticationPath(wanted().or(this::cameFrom)));
    }

    /** The re-authentication page below the context root, with where it leads afterwards. */
    public String reauthenticationPath(Optional<String> next) {
        return config.basePrefix()
                + "/"
                + REAUTHENTICATE
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

    private String page(WebAuthException refusal) {
        return Page.message(title(refusal), refusal.getMessage(), origin.path("/"), "Go on")
                .document();
    }

    /** RFC 9457, with the code as an extension member. */
    private static String problem(WebAuthException refusal) {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title(refusal))
                .add("status", status(refusal))
                .add("detail", refusal.getMessage())
                .add("code", refusal.code())
                .build()
                .toString();
    }

    static int status(WebAuthException refusal) {
        if (refusal instanceof InvalidInputException) {
            return refusal.code().equals(RequestBody.TOO_LARGE) ? 413 : 400;
        } else if (refusal instanceof AccessDeniedException) {
            return refusal.code().equals(NOT_AUTHENTICATED) ? 401 : 403;
        } else if (refusal instanceof UserNotFoundException) {
            return 404;
        } else if (refusal instanceof ResourceAlreadyExistsException
                || refusal instanceof ResourceBusyException) {
            return 409;
        } else if (refusal instanceof UnavailableException) {
            return 503;
        }
        throw new IllegalArgumentException("A refusal without a status: " + refusal.getClass());
    }

    private static String title(WebAuthException refusal) {
        return switch (status(refusal)) {
            case 400 -> "Bad request";
            case 401 -> "Please log in";
            case 403 -> "Access denied";
            case 404 -> "Not found";
            case 409 -> "Conflict";
            case 413 -> "Too large";
            default -> "Not available now";
        };
    }
}
