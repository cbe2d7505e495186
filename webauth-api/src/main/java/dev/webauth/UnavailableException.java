package dev.webauth;

/**
 * The database or another resource cannot serve the request now; the same call may succeed later.
 * Nothing was changed.
 *
 * <p>HTTP status by default: 503 with {@code Retry-After}.
 */
public final class UnavailableException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with the code {@code unavailable}.
     *
     * @param message what is not available; never contains a secret
     * @param cause the failure, or null
     */
    public UnavailableException(String message, Throwable cause) {
        this("unavailable", message, cause);
    }

    /**
     * Creates an exception with a more specific code.
     *
     * @param code a stable lower-case code
     * @param message what is not available; never contains a secret
     * @param cause the failure, or null
     */
    public UnavailableException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }

    @Override
    public int status() {
        return 503;
    }
}
