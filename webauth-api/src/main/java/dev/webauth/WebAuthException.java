package dev.webauth;

import java.util.Objects;

/**
 * A call of the library was refused. The call has changed nothing. The exception is unchecked.
 *
 * <p>In a JAX-RS application the library responds to it with {@code application/problem+json} (RFC
 * 9457), or with a page for a browser, with the status of {@link #status()}. An {@code
 * ExceptionMapper} of the application for this type or a subclass wins. The response has texts for
 * visitors, in the language of the request; {@link #getMessage()} is English, for developers.
 *
 * <p>{@code docs/errors.md} describes every code of the library.
 */
public abstract sealed class WebAuthException extends RuntimeException
        permits AccessDeniedException,
                InvalidInputException,
                ResourceAlreadyExistsException,
                ResourceBusyException,
                UnavailableException,
                UserNotFoundException {

    private static final long serialVersionUID = 1L;

    /** Stable over releases: programs must use it and never the message. */
    private final String code;

    /**
     * Creates an exception.
     *
     * @param code a stable lower-case code such as {@code access_denied}
     * @param message for the person who must act on it; never contains a secret
     */
    protected WebAuthException(String code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param code a stable lower-case code such as {@code unavailable}
     * @param message for the person who must act on it; never contains a secret
     * @param cause the failure
     */
    protected WebAuthException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    /**
     * The reason, for programs.
     *
     * @return a code that is stable over releases, such as {@code role_missing} or {@code
     *     password_too_short}; never null
     */
    public String code() {
        return code;
    }

    /**
     * The HTTP status of the library's response, which an application should use, too.
     *
     * @return 401 if nobody is logged in, otherwise 400, 403, 404, 409, 413 or 503
     */
    public abstract int status();
}
