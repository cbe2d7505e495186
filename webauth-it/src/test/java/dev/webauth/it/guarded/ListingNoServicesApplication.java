package dev.webauth.it.guarded;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Lists its classes and switches the discovery of features off. */
@ApplicationPath("listed")
public class ListingNoServicesApplication extends Application {

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jakarta.ws.rs.loadServices", false);
    }

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(RoleCheckedResource.class, ContractResource.class, InheritingResource.class);
    }
}
