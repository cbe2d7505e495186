package dev.webauth.impl.password;

import dev.webauth.impl.crypto.Token;
import dev.webauth.spi.PasswordHasher;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;

/** A fast hasher for tests that are not about hashing, because bcrypt is slow on purpose. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class FastHasher implements PasswordHasher {

    private static final String TAG = "{fast}";

    @Override
    public boolean supports(String stored) {
        return stored.startsWith(TAG);
    }

    @Override
    public String hash(String password) {
        return TAG + Token.digest(password);
    }

    @Override
    public boolean verify(String password, String stored) {
        return stored.equals(hash(password));
    }

    @Override
    public boolean outdated(String stored) {
        return false;
    }
}
