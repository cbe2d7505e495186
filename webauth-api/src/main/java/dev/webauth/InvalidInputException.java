package dev.webauth;

/**
 * A value that can never be accepted as it is: a malformed e-mail address, a password against the
 * rules, a URI that is not a local path.
 *
 * <p>HTTP status by default: 413 with the code {@code body_too_large}, otherwise 400.
 */
public final class InvalidInputException extends WebAuthException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses with the code {@code invalid_input}.
     *
     * @param message what was wrong and what to do; never holds a secret
     */
    public InvalidInputException(String message) {
        this("invalid_input", message);
    }

    /**
     * Refuses with a finer code.
     *
     * @param code a stable lower-case code
     * @param message what was wrong and what to do; never holds a secret
     */
    public InvalidInputException(String code, String message) {
        super(code, message);
    }

    @Override
    public int status() {
        return code().equals("body_too_large") ? 413 : 400;
    }
}
