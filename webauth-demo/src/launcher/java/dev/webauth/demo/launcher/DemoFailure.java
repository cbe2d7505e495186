package dev.webauth.demo.launcher;

/** The reason why the demo cannot run, written for the person who typed the command. */
final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
