package dev.webauth.impl.authorization;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Checks the guard of one resource method. */
@Priority(Priorities.AUTHENTICATION)
final class ResourceGuard implements ContainerRequestFilter {

    private final Guard guard;
    private final CheckInRequest check;

    private ResourceGuard(Guard guard, CheckInRequest check) {
        this.guard = guard;
        this.check = check;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        check.check(guard);
    }

    /** Adds a guard to each method that needs one, so that the other methods cost nothing. */
    static final class OfMethods implements DynamicFeature {

        private final CheckInRequest check;

        OfMethods(CheckInRequest check) {
            this.check = check;
        }

        @Override
        public void configure(ResourceInfo resource, FeatureContext method) {
            Class<?> type = resource.getResourceClass();
            if (type == null || resource.getResourceMethod() == null) {
                return;
            }
            Guard guard = Guard.of(type, resource.getResourceMethod());
            if (!guard.isOpen()) {
                method.register(new ResourceGuard(guard, check));
            }
        }
    }
}
