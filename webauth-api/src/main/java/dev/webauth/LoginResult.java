package dev.webauth;

/** What came of a right password or another proof of identity. */
public enum LoginResult {
    /** The caller is logged in. */
    LOGGED_IN,

    /**
     * The account asks for a second factor: nobody is logged in until it is given, and {@link
     * WebAuth#isAuthenticated()} is still false.
     */
    SECOND_FACTOR_REQUIRED
}
