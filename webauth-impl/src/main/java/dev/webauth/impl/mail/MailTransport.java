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

/** Hands mails to the application's {@link Mailer}, else by SMTP; and to dev mode's mailbox. */
@ApplicationScoped
class MailTransport {

    // The last gate before the envelope. Angus cuts each character to its low byte: what is not
    // ASCII would go to somebody else.
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

    /** Opens a way out for some mails. */
    Delivery open() {
        return new Delivery() {

            // Found for the first mail: a server without Jakarta Mail lacks nothing before.
            private Delivery out;

            @Override
            public void send(MailRow row, Mail mail) throws MailFailure {
                if (!ENVELOPE.matcher(row.recipient()).matches()) {
                    throw new MailFailure(Kind.LATER, "its recipient is no plain address");
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
