package dev.webauth.impl.password;

import dev.webauth.UnavailableException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The right to hash passwords, the only way to do so. It is given at once or not at all, so it may
 * be held across database work. A processor is waited for with each hash and held during the hash
 * alone; a transaction of ours is never open then.
 */
public final class HashingTurn implements AutoCloseable {

    private static final int MAX_WAIT_SECONDS = 5;

    private final Hashers hashers;
    private final Semaphore processors;
    private final Runnable end;

    HashingTurn(Hashers hashers, Semaphore processors, Runnable end) {
        this.hashers = hashers;
        this.processors = processors;
        this.end = end;
    }

    /**
     * Makes what to store for a password.
     *
     * @throws UnavailableException if no processor is free within five seconds
     */
    public String hash(String password) {
        takeProcessor();
        try {
            return hashers.hash(password);
        } finally {
            processors.release();
        }
    }

    /**
     * Whether a typed password fits what is stored. Takes as long for an account that does not
     * exist or has no password (ASVS 6.3.8).
     *
     * @param stored null if there is none
     * @throws UnavailableException if no processor is free within five seconds
     */
    public boolean matches(String typed, String stored) {
        boolean possible = typed != null && !typed.isEmpty() && stored != null;
        takeProcessor();
        try {
            return hashers.verify(possible ? typed : "", possible ? stored : null);
        } finally {
            processors.release();
        }
    }

    private void takeProcessor() {
        try {
            if (!processors.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Passwords.busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("server_stopping", "The server is stopping", e);
        }
    }

    /** Gives the turn back. */
    @Override
    public void close() {
        end.run();
    }
}
