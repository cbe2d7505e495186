package dev.webauth.impl.authorization;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Guards the resources of every JAX-RS application in the WAR, because servers differ in whether
 * they check {@code @RolesAllowed} there. Loaded by {@code ServiceLoader}, as {@code RestFeature}
 * is.
 */
@Priority(GuardFeature.UNIQUE_PRIORITY)
public class GuardFeature implements Feature {

    /** RESTEasy 6.2 loads one feature of each priority and silently drops the others. */
    static final int UNIQUE_PRIORITY = 730_217_401;

    @Override
    public boolean configure(FeatureContext context) {
        CheckInRequest check = new CheckInRequest();
        context.register(new GuardProof.Answer());
        context.register(new ResourceGuard.OfMethods(check));
        context.register(new LocatorGuard(check));
        return true;
    }
}
