package dev.webauth;

/**
 * The last usable way into an account cannot be removed, or an account to which rows of the
 * application refer ({@code account_referenced}).
 *
 * <p>HTTP status by default: 409.
 */
public final class ResourceBusyException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses with the code {@code resource_busy}.
     *
     * @param message what was wrong and what to do; never holds a secret
     */
    public ResourceBusyException(String message) {
        this("resource_busy", message);
    }

    /**
     * Refuses with a finer code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never holds a secret
     */
    public ResourceBusyException(String code, String message) {
        super(code, message);
    }

    @Override
    public int status() {
        return 409;
    }
}
