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
 * Guards each matched resource method, and the locators on the way to it. One filter for all
 * resources: a {@code DynamicFeature} is not asked about locators.
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
