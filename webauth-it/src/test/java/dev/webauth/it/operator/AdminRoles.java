package dev.webauth.it.operator;

import dev.webauth.Accounts;
import dev.webauth.spi.RoleProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** Who is an administrator. */
@ApplicationScoped
public class AdminRoles implements RoleProvider {

    @Inject Accounts accounts;

    @Override
    public Set<String> roles(long userId, Set<String> standard) {
        boolean admin =
                accounts.find(userId)
                        .flatMap(user -> user.email())
                        .equals(Optional.of("admin@example.org"));
        return admin ? Set.of(USER, CONFIRMED, "admin") : standard;
    }
}
