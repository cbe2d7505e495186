package dev.webauth.impl.config;

/** A key of the configuration has a wrong value, or a needed one is missing. */
public class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with a key, without its value where that may be a secret. */
    public ConfigurationException(String key, String problem) {
        super(key + " " + problem);
    }

    /** The same with a hint at its end. */
    public ConfigurationException with(String hint) {
        return new ConfigurationException(getMessage() + ";", hint);
    }
}
