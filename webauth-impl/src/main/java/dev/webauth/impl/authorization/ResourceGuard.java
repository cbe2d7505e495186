package dev.webauth.impl.authorization;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;

/**
 * Checks the guards of the matched resource method and of the locators that led to it. It is one
 * filter for all resources, because a {@code DynamicFeature} is not called for locators.
 */
@Priority(Priorities.AUTHENTICATION)
class ResourceGuard implements ContainerRequestFilter {

    @Context ResourceInfo matched;

    @Override
    public void filter(ContainerRequestContext request) {
        Class<?> type = matched.getResourceClass();
        if (type == null || matched.getResourceMethod() == null) {
            return;
        }
        for (Guard guard : new Locators(request.getUriInfo()).guards(type)) {
            check(guard);
        }
        check(Guard.of(type, matched.getResourceMethod()));
    }

    private static void check(Guard guard) {
        if (!guard.isOpen()) {
            boolean roles = CDI.current().select(WebAuthConfig.class).get().jakartaSecurity();
            (roles ? guard : guard.withoutRoles())
                    .check(CDI.current().select(RequestCallers.class).get());
        }
    }
}
