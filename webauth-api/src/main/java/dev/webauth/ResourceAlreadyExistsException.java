package dev.webauth;

/**
 * An account with this e-mail address or this provider's identity already exists.
 *
 * <p>HTTP status by default: 409.
 */
public final class ResourceAlreadyExistsException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with the code {@code already_exists}.
     *
     * @param message what was wrong and what to do; never contains a secret
     */
    public ResourceAlreadyExistsException(String message) {
        this("already_exists", message);
    }

    /**
     * Creates an exception with a more specific code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never contains a secret
     */
    public ResourceAlreadyExistsException(String code, String message) {
        super(code, message);
    }

    @Override
    public int status() {
        return 409;
    }
}
