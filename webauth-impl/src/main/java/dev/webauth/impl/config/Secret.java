package dev.webauth.impl.config;

/** A configured secret. Its text form is hidden, so that no log shows it. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
