package dev.webauth;

/**
 * The caller may not do this: wrong credentials, too many tries, nobody is logged in, registration
 * is closed, or another web site sent the request. At a log-in a wrong password, an unknown user
 * and a throttled try have the same code, {@code credentials_wrong}.
 *
 * <p>HTTP status by default: 401 with the code {@code not_authenticated}, otherwise 403.
 */
public final class AccessDeniedException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with the code {@code access_denied}.
     *
     * @param message what was wrong and what to do; never contains a secret
     */
    public AccessDeniedException(String message) {
        this("access_denied", message);
    }

    /**
     * Creates an exception with a more specific code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never contains a secret
     */
    public AccessDeniedException(String code, String message) {
        super(code, message);
    }

    @Override
    public int status() {
        return code().equals("not_authenticated") ? 401 : 403;
    }
}
