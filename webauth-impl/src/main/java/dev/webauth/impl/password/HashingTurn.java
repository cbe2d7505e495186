package dev.webauth.impl.password;

import dev.webauth.UnavailableException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Permission to hash passwords; hashing needs one. It is granted or refused without waiting, so it
 * may be held during database work. Each hash waits for a free processor and holds it during the
 * hash only, never while one of our transactions is open.
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
     * Hashes a password for storage.
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
     * Whether a typed password matches the stored hash. Takes equally long for an account that does
     * not exist or has no password (ASVS 6.3.8).
     *
     * @param stored the stored hash; null if there is none
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

    /** Returns the permission. */
    @Override
    public void close() {
        end.run();
    }
}
