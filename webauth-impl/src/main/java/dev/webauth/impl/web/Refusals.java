package dev.webauth.impl.web;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.ResourceBusyException;
import dev.webauth.UnavailableException;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.ws.rs.core.Response;

/** A refusal as HTTP: a plain page for browsers, {@code application/problem+json} for programs. */
@ApplicationScoped
public class Refusals {

    private static final String RETRY_AFTER_SECONDS = "5";

    void answer(Exchange exchange, WebAuthException refusal) {
        exchange.answer(response(refusal, true, exchange.root()));
    }

    /** The response that stands for a refusal. */
    public Response response(WebAuthException refusal, boolean html, String root) {
        int status = status(refusal);
        Response.ResponseBuilder response =
                Response.status(status).header("Cache-Control", "no-store");
        if (status == 503) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (html) {
            response.header("Content-Security-Policy", Page.POLICY);
        }
        return html
                ? response.type("text/html;charset=UTF-8").entity(page(refusal, root)).build()
                : response.type("application/problem+json").entity(problem(refusal)).build();
    }

    private static String page(WebAuthException refusal, String root) {
        return Page.message(title(refusal), refusal.getMessage(), root, "Go on").document();
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
            return 400;
        } else if (refusal instanceof AccessDeniedException) {
            return 403;
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
            case 403 -> "Access denied";
            case 404 -> "Not found";
            case 409 -> "Conflict";
            default -> "Not available now";
        };
    }
}
