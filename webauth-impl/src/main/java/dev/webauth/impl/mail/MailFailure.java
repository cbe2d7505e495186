package dev.webauth.impl.mail;

/** A mail could not be handed over now. */
class MailFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int ERROR_LENGTH = 500;

    /** Whose fault it is, which decides what becomes of this mail and of those behind it. */
    enum Kind {
        /** Nothing can be sent now: the others need not try. */
        AWAY,
        /** This mail cannot be sent now. */
        LATER,
        /** The server refused the recipient for good. */
        REFUSED
    }

    private final Kind kind;

    MailFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** The message as it fits into the table, on one line. */
    String brief() {
        String line = getMessage().replaceAll("[\\s\\x00]+", " ");
        return line.length() <= ERROR_LENGTH ? line : line.substring(0, ERROR_LENGTH);
    }
}
