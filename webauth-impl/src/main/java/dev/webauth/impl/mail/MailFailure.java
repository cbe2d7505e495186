package dev.webauth.impl.mail;

/** A mail could not be handed over now. */
class MailFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int ERROR_LENGTH = 500;

    MailFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message as it fits into the table, on one line. */
    String brief() {
        String line = getMessage().replaceAll("\\s+", " ");
        return line.length() <= ERROR_LENGTH ? line : line.substring(0, ERROR_LENGTH);
    }
}
