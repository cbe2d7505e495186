package dev.webauth.impl.authorization;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.inject.spi.CDI;

/**
 * Checks guards for JAX-RS, which creates its filters itself, on some servers before CDI can answer
 * for the application. Therefore the beans are looked up in the first request.
 */
final class CheckInRequest {

    private volatile RequestCallers callers;
    private volatile boolean roles;

    void check(Guard guard) {
        if (callers == null) {
            roles = CDI.current().select(WebAuthConfig.class).get().jakartaSecurity();
            callers = CDI.current().select(RequestCallers.class).get();
        }
        (roles ? guard : guard.withoutRoles()).check(callers);
    }
}
