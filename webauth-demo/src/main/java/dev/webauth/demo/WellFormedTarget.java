package dev.webauth.demo;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses a malformed URI, such as {@code /?{}}. Open Liberty accepts it, and then RESTEasy fails
 * with an error instead of a 404.
 */
@Provider
@PreMatching
public class WellFormedTarget implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        try {
            request.getUriInfo().getRequestUri();
        } catch (IllegalArgumentException malformed) {
            throw new BadRequestException(malformed);
        }
    }
}
