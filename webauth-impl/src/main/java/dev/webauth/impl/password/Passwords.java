package dev.webauth.impl.password;

import dev.webauth.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Checks and hashes passwords. A hash deliberately takes a third of a second of processor time. So
 * there are at most as many concurrent hashes as processors, and only a part of the server's
 * request threads may wait for one.
 */
@ApplicationScoped
public class Passwords {

    @Inject Hashers hashers;
    @Inject PasswordRules rules;
    @Inject RequestThreads threads;

    private final Semaphore processors =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final AtomicInteger turns = new AtomicInteger();

    /** Refuses a new password that violates a rule. */
    public void check(String password, String email) {
        rules.check(password, email);
    }

    /**
     * Rejects input that cannot be a password (too long, control characters) before hashing.
     * Accepts null.
     */
    public void checkTyped(String password) {
        if (password != null) {
            PasswordRules.checkText(password);
        }
    }

    /**
     * Returns a permission to hash, which must be closed after use.
     *
     * @throws UnavailableException immediately, if the maximum number of requests is hashing: a
     *     waiting request would occupy a thread that other requests need
     */
    public HashingTurn turn() {
        if (turns.incrementAndGet() > threads.forHashing()) {
            turns.decrementAndGet();
            throw busy();
        }
        return new HashingTurn(hashers, processors, turns::decrementAndGet);
    }

    static UnavailableException busy() {
        return new UnavailableException(
                "too_busy", "Too many log-ins at once; try again in a moment", null);
    }

    /** Whether the hash should be replaced, because a better scheme or cost is configured now. */
    public boolean isOutdated(String stored) {
        return hashers.outdated(stored);
    }

    /**
     * Converts a hash of another system to the text that is stored. Nothing is hashed.
     *
     * @throws dev.webauth.InvalidInputException if its scheme or its cost is not supported
     */
    public String imported(String foreignHash) {
        return hashers.imported(foreignHash);
    }

    /** Prepares what the first log-in would otherwise wait for. */
    public void warmUp() {
        hashers.warmUp();
    }
}
