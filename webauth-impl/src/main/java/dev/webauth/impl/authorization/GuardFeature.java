package dev.webauth.impl.authorization;

import dev.webauth.AccessDeniedException;
import dev.webauth.Authenticated;
import dev.webauth.Confirmed;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Guards the resources of every JAX-RS application of the WAR: servers differ in whether they look
 * at {@code @RolesAllowed} there. Found by {@code ServiceLoader}, as RestFeature is.
 */
@Priority(GuardFeature.LIKE_NO_OTHER)
public class GuardFeature implements Feature {

    /** RESTEasy 6.2 loads one feature of each priority and silently drops the others. */
    static final int LIKE_NO_OTHER = 730_217_401;

    /** Before a server's own filter, whose answers would not say what was wrong. */
    private static final int BEFORE_THE_SERVERS = Priorities.AUTHORIZATION - 100;

    @Override
    public boolean configure(FeatureContext context) {
        context.register(new RequireAuthenticated());
        context.register(new RequireConfirmed());
        context.register((DynamicFeature) GuardFeature::guard, DynamicFeature.class);
        return true;
    }

    private static void guard(ResourceInfo resource, FeatureContext context) {
        Guard.of(resource.getResourceClass(), resource.getResourceMethod())
                .ifPresent(guard -> context.register(new RequireRole(guard), BEFORE_THE_SERVERS));
    }

    private static RequestCallers callers() {
        return CDI.current().select(RequestCallers.class).get();
    }

    private record RequireRole(Guard guard) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (CDI.current().select(WebAuthConfig.class).get().jakartaSecurity()) {
                guard.check(callers());
            }
        }
    }

    @Authenticated
    @Priority(Priorities.AUTHENTICATION)
    private static final class RequireAuthenticated implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            callers().required();
        }
    }

    @Confirmed
    @Priority(Priorities.AUTHENTICATION)
    private static final class RequireConfirmed implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (!callers().required().confirmed()) {
                throw new AccessDeniedException(
                        "not_confirmed", "Please confirm your e-mail address first");
            }
        }
    }
}
