package dev.webauth.demo.launcher;

/** Why the demo cannot run, for whoever typed the command. */
final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
