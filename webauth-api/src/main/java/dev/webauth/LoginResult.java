package dev.webauth;

/** The result of a log-in whose password, or other proof of identity, was right. */
public enum LoginResult {
    /** The caller is logged in. */
    LOGGED_IN,

    /**
     * The account requires a second factor. Until it is given, nobody is logged in and {@link
     * WebAuth#isAuthenticated()} is false.
     */
    SECOND_FACTOR_REQUIRED
}
