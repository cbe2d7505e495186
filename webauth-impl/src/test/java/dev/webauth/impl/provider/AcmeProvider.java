package dev.webauth.impl.provider;

import dev.webauth.spi.IdentityProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A provider bean of an application, for an answer that no field path can read. */
@ApplicationScoped
class AcmeProvider implements IdentityProvider {

    private final String id;

    AcmeProvider() {
        this("acme-bean");
    }

    AcmeProvider(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "title", "Acme",
                "issuer", "https://to-be-overridden.test",
                "client-id", HostileProvider.CLIENT_ID,
                "sub", "account");
    }

    @Override
    public Map<String, Object> claims(Map<String, Object> claims) {
        List<?> parts = (List<?>) claims.get("parts");
        Map<String, Object> changed = new HashMap<>(claims);
        changed.put("account", parts.get(0) + "-" + parts.get(1));
        changed.put("name", ((Map<?, ?>) parts.get(2)).get("full"));
        return changed;
    }
}
