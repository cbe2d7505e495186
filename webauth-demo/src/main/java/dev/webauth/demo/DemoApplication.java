package dev.webauth.demo;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Serves the pages at the root of the application; WebAuth serves its own under {@code /auth}. */
@ApplicationPath("/")
public class DemoApplication extends Application {

    /**
     * Payara would build redirects from the Host header of the request, which a client can forge.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.headers.location.relative.resolution.disabled", true);
    }
}
