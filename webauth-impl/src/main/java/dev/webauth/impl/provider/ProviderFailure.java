package dev.webauth.impl.provider;

import dev.webauth.impl.config.LogText;

/**
 * A sign-in that failed. The code is stable; the message is for the log alone. Messages quote what
 * providers and browsers have sent, so each is made fit for a log here, and nowhere else.
 */
final class ProviderFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private ProviderFailure(int status, String code, String message) {
        // Without a cause: a logged stack trace would quote its message as it is.
        super(LogText.of(message));
        this.status = status;
        this.code = code;
    }

    /** The browser sent something invalid, or the person declined. */
    static ProviderFailure refused(String code, String message) {
        return new ProviderFailure(403, code, message);
    }

    /** The provider sent something wrong. */
    static ProviderFailure wrong(String code, String message) {
        return new ProviderFailure(502, code, message);
    }

    /** The provider sent something wrong, as another exception says. */
    static ProviderFailure wrong(String code, Exception cause) {
        return new ProviderFailure(502, code, cause.toString());
    }

    /** Too many requests wait for the provider already. */
    static ProviderFailure busy(String message) {
        return new ProviderFailure(503, "provider_busy", message);
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }
}
