package dev.webauth;

/**
 * No account has the e-mail address, id or API key.
 *
 * <p>HTTP status by default: 404.
 */
public final class UserNotFoundException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with the code {@code user_not_found}.
     *
     * @param message what was wrong and what to do; never contains a secret
     */
    public UserNotFoundException(String message) {
        this("user_not_found", message);
    }

    /**
     * Creates an exception with a more specific code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never contains a secret
     */
    public UserNotFoundException(String code, String message) {
        super(code, message);
    }

    @Override
    public int status() {
        return 404;
    }
}
