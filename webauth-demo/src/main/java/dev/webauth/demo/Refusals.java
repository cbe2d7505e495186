package dev.webauth.demo;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.ResourceBusyException;
import dev.webauth.UnavailableException;
import dev.webauth.UserNotFoundException;
import dev.webauth.WebAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** Shows what WebAuth refuses as a page of this application; no resource needs to catch it. */
@Provider
@ApplicationScoped
public class Refusals implements ExceptionMapper<WebAuthException> {

    private static final Map<Class<?>, Integer> STATUS =
            Map.of(
                    InvalidInputException.class, 400,
                    AccessDeniedException.class, 403,
                    UserNotFoundException.class, 404,
                    ResourceAlreadyExistsException.class, 409,
                    ResourceBusyException.class, 409,
                    UnavailableException.class, 503);

    private static final int RETRY_SECONDS = 5;

    @Inject Page page;
    @Context UriInfo uri;

    @Override
    public Response toResponse(WebAuthException refused) {
        Response answer = page.error(STATUS.get(refused.getClass()), refused.getMessage(), next());
        if (refused instanceof UnavailableException) {
            answer.getHeaders().putSingle("Retry-After", RETRY_SECONDS);
        }
        return answer;
    }

    /** Where the button leads: back to the form that was refused. */
    private String next() {
        String path = "/" + uri.getPath().replaceFirst("^/", "");
        return switch (path) {
            case "/set-email", "/set-password" -> path;
            case "/resend-confirm", "/delete-provider", "/regenerate-api-key", "/delete-account" ->
                    "/dashboard";
            default -> "/";
        };
    }
}
