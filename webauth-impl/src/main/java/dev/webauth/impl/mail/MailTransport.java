package dev.webauth.impl.mail;

import dev.webauth.impl.config.Mailbox;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.MailFailure.Kind;
import dev.webauth.spi.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends mails with the application's {@link Mailer}, else by SMTP; in dev mode to the mailbox. */
@ApplicationScoped
class MailTransport {

    // The last check before the SMTP envelope. Angus Mail reduces each character to its low byte,
    // so a non-ASCII address would become another, valid address.
    private static final Pattern ENVELOPE =
            Pattern.compile("[\\x21-\\x7e&&[^<>,;@]]+@[\\x21-\\x7e&&[^<>,;@]]+");

    @Inject WebAuthConfig config;
    @Inject Sender sender;
    @Inject DevMailbox mailbox;
    @Inject Now now;

    private Optional<Mailer> mailer;

    @Inject
    void find(Instance<Mailer> beans) {
        mailer = beans.isResolvable() ? Optional.of(beans.get()) : Optional.empty();
    }

    /** Opens a delivery for several mails. */
    Delivery open() {
        return new Delivery() {

            // Opened for the first mail only: without mails the server does not need Jakarta Mail.
            private Delivery out;

            @Override
            public void send(MailRow row, Mail mail) throws MailFailure {
                if (!ENVELOPE.matcher(row.recipient()).matches()) {
                    throw new MailFailure(Kind.LATER, "its recipient is not a plain address");
                }
                if (config.devMode()) {
                    mailbox.add(row.recipient(), mail);
                }
                if (out == null) {
                    out = openDelivery();
                }
                out.send(row, mail);
            }

            @Override
            public void close() {
                if (out != null) {
                    out.close();
                }
            }
        };
    }

    private Delivery openDelivery() throws MailFailure {
        if (mailer.isPresent()) {
            return new MailerDelivery(mailer.get());
        }
        if (config.devMode() && !config.mail().smtpConfigured()) {
            return (row, mail) -> {};
        }
        Mailbox from =
                sender.address()
                        .orElseThrow(
                                () ->
                                        new MailFailure(
                                                Kind.UNAVAILABLE,
                                                "webauth.email.sender is not set"));
        return new SmtpDelivery(new SmtpSession(config.mail()), from, now);
    }
}
