package dev.webauth.demo;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** The headers of every answer; {@link Page} adds those of a page. */
@Provider
public class SafeHeaders implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": with it browsers send our own forms with "Origin: null".
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putIfAbsent("Cache-Control", List.of("no-store"));
    }
}
