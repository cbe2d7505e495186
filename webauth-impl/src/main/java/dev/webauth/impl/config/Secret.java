package dev.webauth.impl.config;

/** A configured secret that does not print. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
