package dev.webauth.impl.mail;

import dev.webauth.impl.config.Mailbox;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.mail.MailFailure.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.NamingException;

/** One connection to the SMTP server, opened for the first mail of a round. */
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
            throw new MailFailure(Kind.AWAY, e.toString(), e);
        }
        try {
            Letter letter = Letter.write(session, sender, row, mail, now.instant());
            transport.sendMessage(letter, letter.getAllRecipients());
        } catch (MessagingException e) {
            throw new MailFailure(kind(e), told(e), e);
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

    private Kind kind(MessagingException e) {
        // By RFC 5321, 4.2.1, "5yz" is permanent; Jakarta Mail calls such an address invalid.
        if (e instanceof SendFailedException failed
                && failed.getInvalidAddresses() != null
                && failed.getInvalidAddresses().length > 0) {
            return Kind.REFUSED;
        }
        return transport.isConnected() && !isServersTrouble(e) ? Kind.LATER : Kind.AWAY;
    }

    /** A temporary refusal ("4yz") without a word about a recipient would meet every mail. */
    private static boolean isServersTrouble(MessagingException e) {
        return e.getNextException() == null
                && e.getMessage() != null
                && e.getMessage().matches("4[0-9][0-9]\\b[\\s\\S]*");
    }

    /** With the server's own words, which come in the second of the chained exceptions. */
    private static String told(MessagingException e) {
        Exception next = e.getNextException();
        return next == null ? e.toString() : e + " / " + next;
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
