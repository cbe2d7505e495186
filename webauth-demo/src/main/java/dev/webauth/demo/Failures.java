package dev.webauth.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Handles all other errors: the visitor sees a page without details, and the log has them. */
@Provider
@ApplicationScoped
public class Failures implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(Failures.class.getName());

    @Inject Page page;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return refused(refused.getResponse());
        }
        LOG.log(Level.ERROR, "A request failed", failure);
        return page.error(500, "Something went wrong on our side. Please try again.", "/");
    }

    private Response refused(Response answer) {
        if (answer.getStatus() < 400) {
            return answer;
        }
        Response error = page.error(answer.getStatus(), message(answer.getStatus()), "/");
        // Headers such as Allow, which an answer with status 405 needs.
        answer.getStringHeaders()
                .forEach(
                        (name, values) ->
                                error.getHeaders().putIfAbsent(name, List.copyOf(values)));
        return error;
    }

    private static String message(int status) {
        return switch (status) {
            case 404 -> "There is no such page.";
            case 405 -> "This page cannot be used in that way.";
            case 413 -> "That was too much at once.";
            case 415 -> "That is not a form of this application.";
            default -> "The request could not be understood.";
        };
    }
}
