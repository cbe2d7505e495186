package dev.webauth.impl.selfservice;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Issues links and mails them; within a transaction. */
@ApplicationScoped
class LinkMails {

    @Inject WebAuthConfig config;
    @Inject Links links;
    @Inject Outbox outbox;

    /**
     * Mails a link to its address. It is refused as soon as the account has another epoch or
     * address than now.
     */
    void send(Link link, Account account, String template) {
        outbox.link(
                new EmailAddress(link.email()),
                account.id(),
                template,
                links.issueForMail(link, account, config.mail().template(template).expires()));
    }
}
