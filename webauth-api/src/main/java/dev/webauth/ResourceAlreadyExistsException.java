package dev.webauth;

/**
 * The e-mail address or the provider's identity belongs to an account already.
 *
 * <p>HTTP status by default: 409.
 */
public final class ResourceAlreadyExistsException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses with the code {@code already_exists}.
     *
     * @param message what was wrong and what to do; never holds a secret
     */
    public ResourceAlreadyExistsException(String message) {
        this("already_exists", message);
    }

    /**
     * Refuses with a finer code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never holds a secret
     */
    public ResourceAlreadyExistsException(String code, String message) {
        super(code, message);
    }

    @Override
    public int status() {
        return 409;
    }
}
