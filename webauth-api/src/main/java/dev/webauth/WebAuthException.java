package dev.webauth;

import java.util.Objects;

/**
 * A refusal by {@link WebAuth}. Unchecked; a refusal changed nothing.
 *
 * <p>In a JAX-RS application it is answered by itself as {@code application/problem+json} (RFC
 * 9457), or as a plain page for a browser, with the status of {@link #status()}. An {@code
 * ExceptionMapper} of the application for this type or a subclass wins. The answer has texts for
 * visitors, in the language of the request; {@link #getMessage()} is English, for developers.
 *
 * <p>Every code of the library is described in {@code docs/errors.md}.
 */
public abstract sealed class WebAuthException extends RuntimeException
        permits AccessDeniedException,
                InvalidInputException,
                ResourceAlreadyExistsException,
                ResourceBusyException,
                UnavailableException,
                UserNotFoundException {

    private static final long serialVersionUID = 1L;

    /** Stays the same over releases: programs decide by it, never by the message. */
    private final String code;

    /**
     * Makes a refusal.
     *
     * @param code a stable lower-case code such as {@code access_denied}
     * @param message for the person who must act on it; never holds a secret
     */
    protected WebAuthException(String code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code);
    }

    /**
     * Makes a refusal that another failure led to.
     *
     * @param code a stable lower-case code such as {@code unavailable}
     * @param message for the person who must act on it; never holds a secret
     * @param cause what failed
     */
    protected WebAuthException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    /**
     * What happened, for programs.
     *
     * @return a code that stays the same over releases, such as {@code role_missing} or {@code
     *     password_too_short}; never null
     */
    public String code() {
        return code;
    }

    /**
     * The HTTP status with which the library answers this refusal, and an application should.
     *
     * @return 401 if nobody is logged in, otherwise 400, 403, 404, 409, 413 or 503
     */
    public abstract int status();
}
