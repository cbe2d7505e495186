package dev.webauth;

/**
 * A value is invalid and must be changed: a malformed e-mail address, a password that violates a
 * rule, a URI that is not a local path.
 *
 * <p>HTTP status by default: 413 with the code {@code body_too_large}, otherwise 400.
 */
public final class InvalidInputException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with the code {@code invalid_input}.
     *
     * @param message what was wrong and what to do; never contains a secret
     */
    public InvalidInputException(String message) {
        this("invalid_input", message);
    }

    /**
     * Creates an exception with a more specific code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never contains a secret
     */
    public InvalidInputException(String code, String message) {
        super(code, message);
    }

    @Override
    public int status() {
        return code().equals("body_too_large") ? 413 : 400;
    }
}
