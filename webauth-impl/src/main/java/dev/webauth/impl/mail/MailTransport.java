package dev.webauth.impl.mail;

import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.config.Secret;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Hands a mail to the SMTP server, or to the mailbox of dev mode. */
@ApplicationScoped
class MailTransport {

    // The last gate before the envelope. Angus cuts each character to its low byte: what is not
    // ASCII would go to somebody else.
    private static final Pattern ENVELOPE =
            Pattern.compile("[\\x21-\\x7e&&[^<>,;@]]+@[\\x21-\\x7e&&[^<>,;@]]+");
    private static final String CONNECT_MILLIS = "5000";
    private static final String ANSWER_MILLIS = "10000";

    @Inject WebAuthConfig config;
    @Inject Outbox outbox;
    @Inject DevMailbox mailbox;

    void send(String recipient, String messageId, Mail mail) throws MailFailure {
        if (!ENVELOPE.matcher(recipient).matches()) {
            throw new MailFailure("its recipient is no plain address", null);
        }
        if (config.devMode()) {
            mailbox.add(recipient, mail);
        }
        if (!config.devMode() || config.mail().smtpConfigured()) {
            try {
                deliver(recipient, messageId, mail);
            } catch (MessagingException | NamingException e) {
                throw new MailFailure(e.toString(), e);
            }
        }
    }

    private void deliver(String recipient, String messageId, Mail mail)
            throws MessagingException, NamingException {
        Session session = session();
        MimeMessage message = new IdentifiedMessage(session, messageId);
        message.setFrom(new InternetAddress(outbox.sender().orElseThrow()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(new Date());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(
                new MimeMultipart(
                        "alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
        message.saveChanges();
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        // Quoted-printable would break the link over lines and escape its "=".
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        part.setHeader("Content-Transfer-Encoding", ascii ? "7bit" : "base64");
        return part;
    }

    private Session session() throws NamingException {
        MailConfig mail = config.mail();
        if (mail.session().isPresent()) {
            return (Session) new InitialContext().lookup(mail.session().get());
        }
        String protocol = mail.tls() == MailConfig.Tls.SSL ? "smtps" : "smtp";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "host", mail.host());
        properties.put(prefix + "port", String.valueOf(mail.port()));
        properties.put(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.put(prefix + "timeout", ANSWER_MILLIS);
        properties.put(prefix + "writetimeout", ANSWER_MILLIS);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (mail.tls() == MailConfig.Tls.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        mail.username().ifPresent(user -> logIn(properties, prefix, user));
        return Session.getInstance(properties, authenticator(mail));
    }

    private static void logIn(Properties properties, String prefix, String user) {
        properties.put(prefix + "auth", "true");
        properties.put(prefix + "user", user);
    }

    private static jakarta.mail.Authenticator authenticator(MailConfig mail) {
        return new jakarta.mail.Authenticator() {
            @Override
            protected jakarta.mail.PasswordAuthentication getPasswordAuthentication() {
                return new jakarta.mail.PasswordAuthentication(
                        mail.username().orElse(""), mail.password().map(Secret::value).orElse(""));
            }
        };
    }

    /** Keeps one Message-ID over all tries, so that a mailbox can drop the second of two. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String id;

        IdentifiedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
