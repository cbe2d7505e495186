package dev.webauth.spi;

/**
 * A password hashing scheme. A CDI bean of the application that implements this verifies passwords
 * that another system has hashed, in a scheme that WebAuth does not support.
 *
 * <p>If {@link #outdated} returns true, the password is hashed again at its first log-in, with the
 * scheme for new passwords. That scheme is WebAuth's own, unless the application has an
 * {@code @Alternative} bean of this type with a {@code @Priority}. Then it is the scheme of that
 * bean, and WebAuth's own scheme only verifies.
 *
 * <p>Several threads call the methods concurrently, outside transactions; each is the thread of a
 * request that waits for the result. In addition to a foreign hash WebAuth computes its own hash,
 * so that the response time does not reveal a fast scheme.
 */
public interface PasswordHasher {

    /**
     * Whether a text is a hash of this scheme. It is called before every other method, and when an
     * account is created with a foreign hash. A hash should begin with a unique name, such as
     * {@code {acme}}. Limit the cost of a hash: return false for a text whose number of rounds
     * would keep the processor busy for a long time.
     *
     * @param encoded the stored text, at most 255 characters; never null
     * @return whether {@link #verify} can check it
     */
    boolean supports(String encoded);

    /**
     * Hashes a new password for storage. Only the method of the {@code @Alternative} bean is
     * called; other beans need not implement it.
     *
     * @param password as typed; never null
     * @return at most 255 characters, different at each call, and supported by this bean
     * @throws UnsupportedOperationException if this bean only verifies
     */
    default String hash(String password) {
        throw new UnsupportedOperationException(getClass().getName() + " only verifies passwords");
    }

    /**
     * Whether the stored text is a hash of the password. Compare in constant time, as {@code
     * MessageDigest.isEqual} does.
     *
     * @param password as typed; never null
     * @param encoded a text that this bean supports
     * @return whether the password matches
     */
    boolean verify(String password, String encoded);

    /**
     * Whether the password must be hashed again after a log-in.
     *
     * @param encoded a text that this bean supports, and that has just been verified
     * @return true by default, because the scheme is to be replaced
     */
    default boolean outdated(String encoded) {
        return true;
    }
}
