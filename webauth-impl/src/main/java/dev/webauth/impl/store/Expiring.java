package dev.webauth.impl.store;

/** A feature whose rows expire. The periodic cleanup calls all beans of this type. */
public interface Expiring {

    /**
     * Deletes the expired rows in a new transaction, never in the caller's.
     *
     * @return how many rows were deleted
     */
    int cleanup();
}
