package dev.webauth.impl.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Adds the exception mapper to every JAX-RS application in the WAR, whether it scans or lists its
 * classes. Loaded by {@code ServiceLoader} (Jakarta REST 3.1, {@code jakarta.ws.rs.loadServices}).
 */
@Priority(RestFeature.UNIQUE_PRIORITY)
public class RestFeature implements Feature {

    /** RESTEasy 6.2 loads one feature of each priority and silently drops the others. */
    static final int UNIQUE_PRIORITY = 730_217_402;

    @Override
    public boolean configure(FeatureContext context) {
        context.register(new WebAuthExceptionMapper(), Integer.MAX_VALUE);
        return true;
    }
}
