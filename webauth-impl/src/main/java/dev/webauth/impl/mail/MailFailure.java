package dev.webauth.impl.mail;

/**
 * A mail could not be handed over now. A monitor and the log are told the summary, which is ours; a
 * server's own words may repeat the recipient's address, and are kept in the table only.
 */
class MailFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DETAIL_LENGTH = 500;

    /** What the failure means for this mail and for those behind it. */
    enum Kind {
        /** Nothing can be sent now: the others need not try. */
        UNAVAILABLE,
        /** This mail cannot be sent now. */
        LATER,
        /** The server refused the recipient for good. */
        REFUSED
    }

    private final Kind kind;
    private final String detail;

    /** A failure with nothing in it that somebody else wrote. */
    MailFailure(Kind kind, String summary) {
        this(kind, summary, "", null);
    }

    MailFailure(Kind kind, String summary, String detail, Throwable cause) {
        super(summary, cause);
        this.kind = kind;
        this.detail = detail;
    }

    Kind kind() {
        return kind;
    }

    /** What failed, with the SMTP code if there is one. */
    String summary() {
        return getMessage();
    }

    /** The summary and the mail server's own words, on one line that fits into the table. */
    String detailed() {
        String all = detail.isEmpty() ? summary() : summary() + ": " + detail;
        String line = all.replaceAll("[\\s\\p{Cc}\\p{Cf}\u2028\u2029]+", " ").strip();
        return line.length() <= MAX_DETAIL_LENGTH ? line : line.substring(0, MAX_DETAIL_LENGTH);
    }
}
