package dev.webauth.impl.dev;

import dev.webauth.impl.config.Now;
import dev.webauth.impl.crypto.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The simulator's codes and access tokens, in memory: dev mode runs on one node only. */
@ApplicationScoped
class Grants {

    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MAX_GRANTS = 500;

    @Inject Now now;

    /**
     * The user's consent.
     *
     * @param extra the callback's additional parameters, which the token request must repeat
     */
    record Grant(
            String provider,
            AuthorizationRequest request,
            Persona persona,
            Map<String, String> extra) {}

    private record Kept(Grant grant, Instant until) {}

    private final Map<String, Kept> codes = bounded();
    private final Map<String, Kept> tokens = bounded();
    private final Map<String, String> known = bounded();

    private static <T> Map<String, T> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MAX_GRANTS;
            }
        };
    }

    String code(Grant grant) {
        return keep(codes, grant);
    }

    String accessToken(Grant grant) {
        return keep(tokens, grant);
    }

    private synchronized String keep(Map<String, Kept> where, Grant grant) {
        String secret = Token.random().value();
        where.put(secret, new Kept(grant, now.instant().plus(LIFETIME)));
        return secret;
    }

    /** Consumes a code, even if the token request is then refused for another reason. */
    synchronized Optional<Grant> take(String provider, String code) {
        return valid(provider, codes.remove(code));
    }

    synchronized Optional<Grant> find(String provider, String accessToken) {
        return valid(provider, tokens.get(accessToken));
    }

    private Optional<Grant> valid(String provider, Kept kept) {
        return Optional.ofNullable(kept)
                .filter(found -> found.until().isAfter(now.instant()))
                .map(Kept::grant)
                .filter(grant -> grant.provider().equals(provider));
    }

    /** Whether this subject signs in for the first time since the application started. */
    synchronized boolean isFirst(String provider, String sub) {
        return known.put(provider + " " + sub, "") == null;
    }
}
