package dev.webauth.impl.password;

import dev.webauth.spi.PasswordHasher;

/** A scheme of other systems: it verifies, and makes no hashes. */
interface ForeignScheme extends PasswordHasher {

    /** What it supports, with its limits, for the message of a refusal. */
    String description();

    /**
     * How much work {@link #verify} is, in rounds of bcrypt: as much as bcrypt of the cost n is 2
     * to the power of n. Constants were measured; a processor may differ by a third.
     */
    long work(String encoded);
}
