package dev.webauth.spi;

import java.util.Locale;
import java.util.Optional;

/**
 * Sends the library's mails in place of its own SMTP: a CDI bean, for a mail service with an API,
 * or for texts of the application's own. Nothing of {@code webauth.smtp.*} is used then.
 *
 * <p>Called on the server's managed threads, one mail at a time on each node, outside any
 * transaction, after the transaction that asked for the mail has committed.
 */
public interface Mailer {

    /**
     * Hands a mail over. When this returns, the mail is gone from the queue and the life of its
     * link begins; when it throws, the mail is tried again later, for 24 hours.
     *
     * <p>After a crash a mail may come a second time, under the same message id. Must return within
     * ten minutes; what takes longer may be sent by another node as well.
     *
     * @param mail what to send
     * @throws java.io.IOException if nothing at all can be sent now: other mails wait, too
     * @throws Exception if this mail cannot be sent now: the others go on
     */
    void send(Mail mail) throws Exception;

    /**
     * A mail to one recipient.
     *
     * @param messageId the same at every try, such as {@code <0b7c@example.org>}
     * @param recipient a plain ASCII address in canonical form
     * @param template what it is about, such as {@code confirm} or {@code password-changed}
     * @param locale the language of its texts
     * @param link the one-time link, which is a secret; empty in mails that only tell something
     * @param subject one line
     * @param text the plain text, with the link
     * @param html the same as HTML
     */
    record Mail(
            String messageId,
            String recipient,
            String template,
            Locale locale,
            Optional<String> link,
            String subject,
            String text,
            String html) {

        /** Leaves the link and the texts out, so that a log line gives nothing away. */
        @Override
        public String toString() {
            return "Mail[messageId=" + messageId + ", template=" + template + "]";
        }
    }
}
