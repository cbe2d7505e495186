package dev.webauth.impl.authorization;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.util.List;

/**
 * Checks the guards of the locators that led to the matched resource method. A {@code
 * DynamicFeature} is not called for locators.
 */
@Priority(Priorities.AUTHENTICATION)
final class LocatorGuard implements ContainerRequestFilter {

    private final CheckInRequest check;

    @Context ResourceInfo matched;

    LocatorGuard(CheckInRequest check) {
        this.check = check;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<Object> resources = request.getUriInfo().getMatchedResources();
        // The usual case; the rest costs a noticeable part of a small request.
        if (Locators.areIn(resources) && matched.getResourceClass() != null) {
            new Locators(request.getUriInfo())
                    .guards(matched.getResourceClass())
                    .forEach(check::check);
        }
    }
}
