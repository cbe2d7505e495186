package dev.webauth.impl.password;

/** A way to store passwords. What it stores names its scheme, so that schemes can change. */
interface PasswordHasher {

    /** Makes what is stored; two calls with one password make two different texts. */
    String hash(String password);

    /** Whether the password made the stored text; false for text of another scheme or damaged. */
    boolean verify(String password, String stored);

    /** Whether the stored text should be made anew with today's settings. */
    boolean outdated(String stored);
}
