package dev.webauth.impl.provider;

import dev.webauth.impl.config.LogText;

/**
 * A failed sign-in. The code is stable; the message is for the log only. Messages quote text from
 * providers and browsers, so each message is made safe for a log here.
 */
final class ProviderFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private ProviderFailure(int status, String code, String message) {
        // The cause is left out: a logged stack trace would contain its unsafe message.
        super(LogText.of(message));
        this.status = status;
        this.code = code;
    }

    /** The browser sent something invalid, or the user declined. */
    static ProviderFailure refused(String code, String message) {
        return new ProviderFailure(403, code, message);
    }

    /** The provider sent something wrong. */
    static ProviderFailure wrong(String code, String message) {
        return new ProviderFailure(502, code, message);
    }

    /** The provider sent something wrong; the message is that of another exception. */
    static ProviderFailure wrong(String code, Exception cause) {
        return new ProviderFailure(502, code, cause.toString());
    }

    /** Too many requests wait for the provider. */
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
