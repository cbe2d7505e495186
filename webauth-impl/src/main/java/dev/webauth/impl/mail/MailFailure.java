package dev.webauth.impl.mail;

/**
 * A mail could not be handed over. Logs and monitors get the summary, which is the library's own
 * text. The server's reply may contain the recipient's address and is stored in the table only.
 */
class MailFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MAX_DETAIL_LENGTH = 500;

    /** What the failure means for this mail and for the mails after it. */
    enum Kind {
        /** No mail can be sent now; the others are not tried. */
        UNAVAILABLE,
        /** This mail cannot be sent now; a retry may succeed. */
        LATER,
        /** The server refused the recipient permanently. */
        REFUSED
    }

    private final Kind kind;
    private final String detail;

    /** A failure without text from another system. */
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

    /** What failed, with the SMTP reply code if there is one. */
    String summary() {
        return getMessage();
    }

    /** The summary and the server's reply, on one line, shortened to fit into the table. */
    String detailed() {
        String all = detail.isEmpty() ? summary() : summary() + ": " + detail;
        String line = all.replaceAll("[\\s\\p{Cc}\\p{Cf}\u2028\u2029]+", " ").strip();
        return line.length() <= MAX_DETAIL_LENGTH ? line : line.substring(0, MAX_DETAIL_LENGTH);
    }
}
