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

    @Inject Hashers hashers;
    @Inject PasswordRules rules;
    @Inject RequestThreads threads;

    private final Semaphore processors =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final AtomicInteger turns = new AtomicInteger();

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
        return new HashingTurn(hashers, processors, turns::decrementAndGet);
    }

    static UnavailableException busy() {
        return new UnavailableException(
                "too_busy", "Too many log-ins at once; try again in a moment", null);
    }

    /** Whether the password should be hashed anew, because a better way is configured by now. */
    public boolean isOutdated(String stored) {
        return hashers.outdated(stored);
    }

    /**
     * What is stored for a hash that another system has made. Nothing is hashed.
     *
     * @throws dev.webauth.InvalidInputException if its scheme, or what it would cost, is not
     *     supported
     */
    public String imported(String foreignHash) {
        return hashers.imported(foreignHash);
    }

    /** Lets the first log-in take no longer than later ones. */
    public void warmUp() {
        hashers.warmUp();
    }
}
