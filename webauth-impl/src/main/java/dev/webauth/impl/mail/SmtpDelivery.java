package dev.webauth.impl.mail;

import dev.webauth.impl.config.Mailbox;
import dev.webauth.impl.config.Now;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.NamingException;

/** One SMTP connection for all mails of a run, opened for the first of them. */
final class SmtpDelivery implements Delivery {

    private static final Logger LOG = Logger.getLogger("dev.webauth.mail");

    private final SmtpSession settings;
    private final Mailbox sender;
    private final Now now;
    private Session session;
    private Transport transport;

    SmtpDelivery(SmtpSession settings, Mailbox sender, Now now) {
        this.settings = settings;
        this.sender = sender;
        this.now = now;
    }

    @Override
    public void send(MailRow row, Mail mail) throws MailFailure {
        try {
            connect();
        } catch (MessagingException | NamingException e) {
            close();
            throw SmtpFailure.connecting(e);
        }
        try {
            SmtpMessage message = SmtpMessage.write(session, sender, row, mail, now.instant());
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw SmtpFailure.sending(e, transport.isConnected());
        }
    }

    private void connect() throws MessagingException, NamingException {
        if (transport == null || !transport.isConnected()) {
            close();
            session = settings.open();
            transport = session.getTransport();
            transport.connect();
        }
    }

    @Override
    public void close() {
        if (transport != null) {
            try {
                transport.close();
            } catch (MessagingException e) {
                LOG.log(Level.FINE, "The connection was closed already", e);
            }
            transport = null;
        }
    }
}
