package dev.webauth.impl.password;

import dev.webauth.spi.PasswordHasher;

/** A scheme of other systems. It verifies hashes and creates none. */
interface ForeignScheme extends PasswordHasher {

    /** The supported formats and limits, for an error message. */
    String description();

    /**
     * The work of {@link #verify} in bcrypt rounds; bcrypt with the cost n does 2 to the power of
     * n. The constants were measured; they may differ by a third on another processor.
     */
    long work(String encoded);
}
