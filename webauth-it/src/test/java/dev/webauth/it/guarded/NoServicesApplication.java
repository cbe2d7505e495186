package dev.webauth.it.guarded;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Scans for classes and switches the discovery of features off. */
@ApplicationPath("api")
public class NoServicesApplication extends Application {

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jakarta.ws.rs.loadServices", false);
    }
}
