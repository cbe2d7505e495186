package dev.webauth.impl.mail;

import dev.webauth.UnavailableException;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Languages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Logger;

/**
 * Accepts mails in the caller's transaction. A mail is sent if and only if that transaction
 * commits, and the caller does not wait for SMTP.
 */
@ApplicationScoped
public class Outbox implements Entities {

    private static final Logger LOG = Logger.getLogger("dev.webauth.mail");
    static final String SEALED_FOR = "mail link";

    @Inject WebAuthConfig config;
    @Inject Sender sender;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Seal seal;
    @Inject Languages languages;
    @Inject MailWorker worker;

    @Override
    public List<Class<?>> classes() {
        return List.of(MailRow.class);
    }

    /** The language of the current request, for a mail that is added after it. */
    public String language(String template) {
        return languages.choose(
                config.mail().language(), language -> Templates.exist(template, language));
    }

    /** Adds a mail with a link to the outbox. */
    public void link(
            EmailAddress to, Long userId, String template, LinkInMail link, String language) {
        if (sender.address().isEmpty()) {
            LOG.severe(
                    "webauth.email.sender is not set: the mail \""
                            + template
                            + "\" was refused, and the visitor was answered with 503. Set it to"
                            + " the address that mail is from.");
            throw new UnavailableException(
                    "email_sender_missing", "Mail cannot be sent at the moment", null);
        }
        MailRow row = row(to, userId, template, language);
        row.carry(seal.seal(SEALED_FOR, link.url()), link.digest(), link.life().toSeconds());
        put(row);
    }

    /** Adds a mail without a link to the outbox. */
    public void notice(EmailAddress to, Long userId, String template) {
        notice(to, userId, template, language(template), List.of());
    }

    /** Adds a mail that names providers. */
    public void notice(EmailAddress to, Long userId, String template, List<String> providers) {
        notice(to, userId, template, language(template), providers);
    }

    /** Adds a mail after the request, in the language that the request had. */
    public void notice(EmailAddress to, Long userId, String template, String language) {
        notice(to, userId, template, language, List.of());
    }

    private void notice(
            EmailAddress to,
            Long userId,
            String template,
            String language,
            List<String> providers) {
        if (sender.address().isEmpty()) {
            LOG.warning("webauth.email.sender is not set: no notice is mailed");
            return;
        }
        MailRow row = row(to, userId, template, language);
        row.name(providers);
        put(row);
    }

    private MailRow row(EmailAddress to, Long userId, String template, String language) {
        return new MailRow(
                userId, sender.newMessageId(), to.text(), template, language, database.now());
    }

    private void put(MailRow row) {
        database.insert(row);
        transactions.afterCommit(worker::schedule);
    }
}
