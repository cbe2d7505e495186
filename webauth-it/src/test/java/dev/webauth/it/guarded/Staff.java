package dev.webauth.it.guarded;

import dev.webauth.spi.RoleProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives administrators their role. */
@ApplicationScoped
public class Staff implements RoleProvider {

    private final Set<Long> administrators = ConcurrentHashMap.newKeySet();

    void promote(long userId) {
        administrators.add(userId);
    }

    @Override
    public Set<String> roles(long userId, Set<String> standard) {
        Set<String> roles = new HashSet<>(standard);
        if (administrators.contains(userId)) {
            roles.add("admin");
        }
        return roles;
    }
}
