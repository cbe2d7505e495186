package dev.webauth.impl.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/**
 * A mail as it travels. Keeps one Message-ID over all tries, so that a mailbox can drop the second
 * of two.
 */
final class Letter extends MimeMessage {

    private final String id;

    private Letter(Session session, String id) {
        super(session);
        this.id = id;
    }

    static Letter write(Session session, String sender, MailRow row, Mail mail, Instant date)
            throws MessagingException {
        Letter letter = new Letter(session, row.messageId());
        letter.setFrom(new InternetAddress(sender));
        letter.setRecipient(Message.RecipientType.TO, new InternetAddress(row.recipient()));
        letter.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        letter.setSentDate(Date.from(date));
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.setHeader("Content-Language", mail.language());
        letter.setContent(
                new MimeMultipart(
                        "alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
        letter.saveChanges();
        return letter;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text.replaceAll("\\R", "\r\n"), StandardCharsets.UTF_8.name(), subtype);
        // Quoted-printable would break the link over lines and escape its "=".
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        part.setHeader("Content-Transfer-Encoding", ascii ? "7bit" : "base64");
        return part;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
