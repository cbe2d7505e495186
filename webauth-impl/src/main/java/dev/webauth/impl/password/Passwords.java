package dev.webauth.impl.password;

import dev.webauth.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The door to passwords. A hash takes a third of a second of a processor on purpose, so only as
 * many are made at once as there are processors, and only a share of the server's request threads
 * waits for one.
 */
@ApplicationScoped
public class Passwords {

    @Inject PasswordHasher hasher;
    @Inject PasswordRules rules;
    @Inject RequestThreads threads;

    private final Semaphore processors =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final AtomicInteger turns = new AtomicInteger();
    private String decoy;

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
     * The right to hash, to be closed after use.
     *
     * @throws UnavailableException at once if as many requests hash as may; a request that waited
     *     would keep a thread from requests that hash nothing
     */
    public HashingTurn turn() {
        if (turns.incrementAndGet() > threads.forHashing()) {
            turns.decrementAndGet();
            throw busy();
        }
        return new HashingTurn(hasher, this::decoy, processors, turns::decrementAndGet);
    }

    static UnavailableException busy() {
        return new UnavailableException(
                "too_busy", "Too many log-ins at once; try again in a moment", null);
    }

    /** Whether the password should be hashed anew, because the settings have become stronger. */
    public boolean isOutdated(String stored) {
        return hasher.outdated(stored);
    }

    private synchronized String decoy() {
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
