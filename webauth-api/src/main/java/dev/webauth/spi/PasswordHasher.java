package dev.webauth.spi;

/**
 * A scheme in which passwords are stored. A CDI bean of the application that implements this
 * verifies passwords that another system has hashed, in a scheme that WebAuth does not know.
 *
 * <p>After the first log-in the password is hashed anew in the scheme for new passwords, if {@link
 * #outdated} says so. That scheme is WebAuth's own, unless the application has an
 * {@code @Alternative} bean of this type with a {@code @Priority}: then it is that bean's, and
 * WebAuth's own is one to verify.
 *
 * <p>The methods are called by several threads at once, outside transactions, and on the thread of
 * the request that waits for the answer. WebAuth's own hash is computed beside a foreign one, so
 * that a fast scheme cannot be recognised by its time.
 */
public interface PasswordHasher {

    /**
     * Whether the text is of this scheme. It is asked before every other method, and when an
     * account is made with a foreign hash. A good scheme begins with a name of its own, such as
     * {@code {acme}}, and has limits for what a hash may cost: return false for a text whose number
     * of rounds would keep the processor busy for long.
     *
     * @param encoded what is stored, at most 255 characters; never null
     * @return whether {@link #verify} can decide about it
     */
    boolean supports(String encoded);

    /**
     * Makes what is stored for a new password. It is called on the {@code @Alternative} bean alone;
     * others need not have it.
     *
     * @param password as typed; never null
     * @return at most 255 characters, different at each call, and supported by this bean
     * @throws UnsupportedOperationException if this bean only verifies
     */
    default String hash(String password) {
        throw new UnsupportedOperationException(getClass().getName() + " only verifies passwords");
    }

    /**
     * Whether the password made the stored text. Compare in constant time, as {@code
     * MessageDigest.isEqual} does.
     *
     * @param password as typed; never null
     * @param encoded a text that this bean supports
     * @return whether it fits
     */
    boolean verify(String password, String encoded);

    /**
     * Whether the password must be hashed anew after a log-in.
     *
     * @param encoded a text that this bean supports, and that has just been verified
     * @return true by default: the bean stands for a scheme to move away from
     */
    default boolean outdated(String encoded) {
        return true;
    }
}
