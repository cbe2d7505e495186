package dev.webauth.impl.account;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.UserNotFoundException;
import dev.webauth.impl.config.MailConfig;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.mail.Templates;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Limit;
import dev.webauth.impl.throttle.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Mails links that prove an address. What such a link does is {@link ConfirmEmail}. */
@ApplicationScoped
public class Confirmation {

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject Links links;
    @Inject LinkActions actions;
    @Inject Outbox outbox;
    @Inject Transactions transactions;
    @Inject HttpSessions sessions;
    @Inject Throttle throttle;

    /** Mails a confirmation link; an earlier one of the account dies. Within a transaction. */
    void mail(long userId, EmailAddress to, String next, String template) {
        links.cancel(userId, List.of(ConfirmEmail.METHOD));
        Link link = new Link(ConfirmEmail.METHOD, userId, to.text(), Map.of(), next);
        send(link, to, template);
    }

    private void send(Link link, EmailAddress to, String template) {
        MailConfig.Template settings = config.mail().templates().get(template);
        outbox.link(to, link.userId(), template, links.issueForMail(link, settings.expires()));
    }

    public void resend(String next) {
        Caller caller = sessions.required();
        EmailAddress email =
                caller.email()
                        .flatMap(EmailAddress::find)
                        .orElseThrow(
                                () ->
                                        new AccessDeniedException(
                                                "email_missing",
                                                "The account has no e-mail address"));
        if (!caller.confirmed() && throttle.take(Limit.RESEND, email.text())) {
            transactions.joined(
                    () -> {
                        accounts.holdCallers(caller.userId());
                        mail(caller.userId(), email, next, "confirm");
                    });
        }
    }

    public void confirmOwnership(
            String typedEmail, long userId, String next, String method, String template) {
        EmailAddress email = EmailAddress.parse(typedEmail);
        if (!Templates.carriesLink(template)) {
            throw new InvalidInputException(
                    "template_unknown", "The template must be confirm, change or remind");
        }
        if (method.startsWith("account.") && !method.equals(ConfirmEmail.METHOD)) {
            throw new InvalidInputException(
                    "confirm_action_unknown", "The method must be account.confirm or a bean's own");
        }
        actions.require(method);
        transactions.joined(() -> confirm(email, userId, next, method, template));
    }

    private void confirm(
            EmailAddress email, long userId, String next, String method, String template) {
        if (accounts.hold(userId).isEmpty()) {
            throw new UserNotFoundException("There is no account " + userId);
        }
        if (method.equals(ConfirmEmail.METHOD)) {
            mail(userId, email, next, template);
        } else {
            Map<String, String> data =
                    Map.of("user_id", String.valueOf(userId), "email", email.text());
            send(new Link(method, userId, email.text(), data, next), email, template);
        }
    }
}
