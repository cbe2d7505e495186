package dev.webauth;

/**
 * Something cannot be removed while it is needed: the last identity with which an account can be
 * logged in to, or an account to which rows of the application refer ({@code account_referenced}).
 *
 * <p>HTTP status by default: 409.
 */
public final class ResourceBusyException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with the code {@code resource_busy}.
     *
     * @param message what was wrong and what to do; never contains a secret
     */
    public ResourceBusyException(String message) {
        this("resource_busy", message);
    }

    /**
     * Creates an exception with a more specific code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never contains a secret
     */
    public ResourceBusyException(String code, String message) {
        super(code, message);
    }

    @Override
    public int status() {
        return 409;
    }
}
