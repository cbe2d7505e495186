package dev.webauth.impl.store;

/** Rows of a feature that expire. Each feature knows its own; cleanup calls them all. */
public interface Expiring {

    /**
     * Deletes what has expired, in transactions of its own, never in the caller's.
     *
     * @return how many rows
     */
    int cleanup();
}
