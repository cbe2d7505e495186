package dev.webauth.impl.config;

/** A configuration key has a wrong value, or a required key is missing. */
public class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Describes the problem of a key; without the value if that may be a secret. */
    public ConfigurationException(String key, String problem) {
        super(key + " " + problem);
    }

    /** The same exception with a hint appended to its message. */
    public ConfigurationException with(String hint) {
        return new ConfigurationException(getMessage() + ";", hint);
    }
}
