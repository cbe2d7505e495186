package dev.webauth.it.kind;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** A JAX-RS application that lists its classes. */
@ApplicationPath("/api")
public class ListingApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(GuestResource.class);
    }
}
