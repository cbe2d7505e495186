package dev.webauth.impl.web;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Adds the exception mapper to every JAX-RS application of the WAR, whether that scans or lists its
 * classes. Found by {@code ServiceLoader} (Jakarta REST 3.1, {@code jakarta.ws.rs.loadServices}).
 */
public class RestFeature implements Feature {

    @Override
    public boolean configure(FeatureContext context) {
        context.register(new WebAuthExceptionMapper(), Integer.MAX_VALUE);
        return true;
    }
}
