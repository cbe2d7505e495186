package dev.webauth.impl.mail;

import dev.webauth.impl.config.Mailbox;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/**
 * A mail in MIME form. It has the same Message-ID in every attempt, so that a mail server can drop
 * a duplicate.
 */
final class SmtpMessage extends MimeMessage {

    /** The limit of RFC 5322, 2.1.1, without the line end. */
    private static final int MAX_LINE_OCTETS = 998;

    private final String id;

    private SmtpMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    static SmtpMessage write(Session session, Mailbox sender, MailRow row, Mail mail, Instant date)
            throws MessagingException {
        SmtpMessage message = new SmtpMessage(session, row.messageId());
        message.setFrom(from(sender));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(row.recipient()));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(date));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", mail.language());
        message.setContent(
                new MimeMultipart(
                        "alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text.replaceAll("\\R", "\r\n"), StandardCharsets.UTF_8.name(), subtype);
        // Quoted-printable would break a link over lines and escape its "=".
        part.setHeader("Content-Transfer-Encoding", isPlain(text) ? "7bit" : "base64");
        return part;
    }

    /** Whether a text can be sent without encoding (RFC 5322, 2.1.1 and RFC 2045, 2.7). */
    private static boolean isPlain(String text) {
        return text.chars()
                        .allMatch(c -> c >= ' ' && c < 0x7f || c == '\t' || c == '\r' || c == '\n')
                && text.lines().allMatch(line -> line.length() <= MAX_LINE_OCTETS);
    }

    private static InternetAddress from(Mailbox sender) throws MessagingException {
        try {
            return new InternetAddress(
                    sender.address(),
                    sender.name().isEmpty() ? null : sender.name(),
                    StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("The sender's name cannot be encoded", e);
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
