package dev.webauth.impl.selfservice;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Issues links and mails them, within a transaction. */
@ApplicationScoped
class LinkMails {

    @Inject WebAuthConfig config;
    @Inject Links links;
    @Inject Outbox outbox;

    /**
     * The parts of the requesting request that a mailed link needs.
     *
     * @param language the language of the mail
     */
    record Asked(Links.Asker by, String language) {}

    /** Reads them from the current request and marks the browser. */
    Asked asked(String template) {
        return new Asked(links.asker(), outbox.language(template));
    }

    /**
     * Mails a link to its address. The link becomes invalid when the account's epoch or address
     * changes.
     */
    void send(Link link, Account account, String template) {
        send(link, account, template, asked(template));
    }

    /** Mails a link after the request that asked for it. */
    void send(Link link, Account account, String template, Asked asked) {
        Duration lifetime = config.mail().template(template).expires();
        outbox.link(
                new EmailAddress(link.email()),
                account.id(),
                template,
                links.issueForMail(link, account, asked.by(), lifetime),
                asked.language());
    }
}
