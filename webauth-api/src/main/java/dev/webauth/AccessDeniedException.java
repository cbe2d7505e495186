package dev.webauth;

/**
 * The caller may not do this: wrong credentials, too many tries, nobody is logged in, registration
 * is closed, or another web site sent the request. A wrong password, an unknown user and a
 * throttled try are not told apart.
 *
 * <p>HTTP status by default: 403.
 */
public final class AccessDeniedException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses with the code {@code access_denied}.
     *
     * @param message what was wrong and what to do; never holds a secret
     */
    public AccessDeniedException(String message) {
        this("access_denied", message);
    }

    /**
     * Refuses with a finer code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never holds a secret
     */
    public AccessDeniedException(String code, String message) {
        super(code, message);
    }
}
