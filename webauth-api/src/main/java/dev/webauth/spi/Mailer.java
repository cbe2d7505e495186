package dev.webauth.spi;

import java.util.Locale;
import java.util.Optional;

/**
 * Sends the library's mails in place of its SMTP client: a CDI bean, for a mail service with an
 * API, or for the application's own texts. The keys {@code webauth.smtp.*} are then not used.
 *
 * <p>It is called on background threads, one mail at a time on each node, outside any transaction,
 * after the transaction that requested the mail has committed.
 */
public interface Mailer {

    /**
     * Sends a mail. When this returns, the mail is removed from the queue and the lifetime of its
     * link begins. When it throws, the mail is retried for up to 24 hours.
     *
     * <p>After a crash a mail may be sent a second time, with the same message id. The method must
     * return within ten minutes; after that another node may send the mail, too.
     *
     * @param mail the mail
     * @throws java.io.IOException if no mail can be sent now: all others wait, too
     * @throws Exception if this mail cannot be sent now: the others are sent
     */
    void send(Mail mail) throws Exception;

    /**
     * A mail to one recipient.
     *
     * @param messageId the same at every attempt, such as {@code <0b7c@example.org>}
     * @param recipient a plain ASCII address in canonical form
     * @param template the id of the mail, such as {@code confirm} or {@code password-changed}
     * @param locale the language of its texts
     * @param link the one-time link, which is a secret; empty in mails without a link
     * @param subject one line
     * @param text the plain text, with the link
     * @param html the same text as HTML
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

        /** Omits the link and the texts, so that a log line contains no secret. */
        @Override
        public String toString() {
            return "Mail[messageId=" + messageId + ", template=" + template + "]";
        }
    }
}
