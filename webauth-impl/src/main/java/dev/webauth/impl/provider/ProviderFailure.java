package dev.webauth.impl.provider;

/** A sign-in that ends without one. The code is stable; the message is for the log alone. */
final class ProviderFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private ProviderFailure(int status, String code, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    /** Somebody sent us what we did not ask for, or the person said no. */
    static ProviderFailure refused(String code, String message) {
        return new ProviderFailure(403, code, message, null);
    }

    /** The provider sent something wrong. */
    static ProviderFailure wrong(String code, String message) {
        return new ProviderFailure(502, code, message, null);
    }

    /** The provider sent something wrong, as another exception says. */
    static ProviderFailure wrong(String code, Exception cause) {
        return new ProviderFailure(502, code, cause.toString(), cause);
    }

    /** Too many wait for the provider already. */
    static ProviderFailure busy(String message) {
        return new ProviderFailure(503, "provider_busy", message, null);
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }
}
