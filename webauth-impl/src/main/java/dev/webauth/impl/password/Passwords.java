package dev.webauth.impl.password;

import dev.webauth.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The door to passwords. Hashing takes a third of a second of a processor on purpose, so it happens
 * outside transactions and only as often at once as there are processors.
 */
@ApplicationScoped
public class Passwords {

    private static final int LONGEST_WAIT_SECONDS = 5;

    @Inject PasswordHasher hasher;
    @Inject PasswordRules rules;

    private final Semaphore permits =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private volatile String decoy;

    /** Refuses a new password that is against the rules. */
    public void check(String password, String email) {
        rules.check(password, email);
    }

    /** Refuses a typed password that is none, so that no work is spent on it; null passes. */
    public void checkTyped(String password) {
        if (password != null) {
            PasswordRules.checkText(password);
        }
    }

    /**
     * Does work that hashes, in its turn.
     *
     * @throws UnavailableException if the turn does not come within five seconds
     */
    public <T> T inTurn(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new UnavailableException(
                        "Too many log-ins at once; try again in a moment", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The server is stopping", e);
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    /** What to store; call it {@link #inTurn}. */
    public String hash(String password) {
        return hasher.hash(password);
    }

    /**
     * Whether a typed password fits what is stored; call it {@link #inTurn}. Takes as long for an
     * account that does not exist or has no password (ASVS 6.3.8).
     *
     * @param stored null if there is none
     */
    public boolean matches(String typed, String stored) {
        boolean possible = typed != null && !typed.isEmpty() && stored != null;
        boolean fits = hasher.verify(typed == null ? "" : typed, possible ? stored : decoy());
        return possible && fits;
    }

    public boolean isOutdated(String stored) {
        return hasher.outdated(stored);
    }

    private String decoy() {
        if (decoy == null) {
            decoy = hasher.hash("nobody has this password");
        }
        return decoy;
    }

    /** Makes the decoy, so that the first unknown user does not take twice as long. */
    public void warmUp() {
        decoy();
    }
}
