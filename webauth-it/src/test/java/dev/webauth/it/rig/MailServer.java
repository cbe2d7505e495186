package dev.webauth.it.rig;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.ConcurrentModificationException;
import java.util.List;

/** A mail server that accepts mail to every address. */
final class MailServer {

    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /** Starts on a free port. */
    static MailServer start() {
        return start(0);
    }

    static MailServer start(int smtpPort) {
        GreenMail server =
                new GreenMail(
                        new ServerSetup[] {
                            new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
                        });
        server.start();
        return new MailServer(server);
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    /** The messages to an address, by the envelope. */
    List<MimeMessage> messagesFor(String address) {
        GreenMailUser user = server.getUserManager().getUserByEmail(address);
        if (user == null) {
            return List.of();
        }
        // A mailbox cannot be read while a mail is delivered to it.
        for (int attempt = 0; ; attempt++) {
            try {
                return messages(user);
            } catch (ConcurrentModificationException e) {
                if (attempt == 10) {
                    throw e;
                }
            }
        }
    }

    private List<MimeMessage> messages(GreenMailUser user) {
        try {
            return server.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                    .map(StoredMessage::getMimeMessage)
                    .toList();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    int count() {
        return server.getReceivedMessages().length;
    }

    void stop() {
        server.stop();
    }
}
