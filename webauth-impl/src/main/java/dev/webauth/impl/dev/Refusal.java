package dev.webauth.impl.dev;

/** What a provider refuses; the simulator says why, so that a developer need not guess. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** A parameter that is missing, came twice, or is not what it must be. */
    static Refusal parameter(String name, String problem) {
        return new Refusal(400, "invalid_request", name + " " + problem);
    }

    /** A code or token with which something is wrong (RFC 6749, 5.2). */
    static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
