package dev.webauth.impl.mail;

import dev.webauth.impl.mail.MailFailure.Kind;
import dev.webauth.spi.Mailer;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Sends mails with the application's own {@link Mailer}. */
record MailerDelivery(Mailer mailer) implements Delivery {

    @Override
    public void send(MailRow row, Mail mail) throws MailFailure {
        try {
            mailer.send(
                    new Mailer.Mail(
                            row.messageId(),
                            row.recipient(),
                            row.template(),
                            Locale.forLanguageTag(mail.language()),
                            mail.link().isEmpty() ? Optional.empty() : Optional.of(mail.link()),
                            mail.subject(),
                            mail.text(),
                            mail.html()));
        } catch (IOException e) {
            throw failure(Kind.UNAVAILABLE, e);
        } catch (Exception e) {
            throw failure(Kind.LATER, e);
        }
    }

    private static MailFailure failure(Kind kind, Exception e) {
        return new MailFailure(
                kind,
                "the application's Mailer failed with " + e.getClass().getName(),
                e.toString(),
                e);
    }
}
