package dev.webauth.impl.dev;

/** A request that a provider would refuse. The message explains the mistake to the developer. */
final class SimulatorError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private SimulatorError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** A parameter that is missing, repeated or wrong. */
    static SimulatorError parameter(String name, String problem) {
        return new SimulatorError(400, "invalid_request", name + " " + problem);
    }

    /** A wrong code or token (RFC 6749, 5.2). */
    static SimulatorError of(int status, String code, String message) {
        return new SimulatorError(status, code, message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
