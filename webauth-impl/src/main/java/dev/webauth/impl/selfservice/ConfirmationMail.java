package dev.webauth.impl.selfservice;

import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.UserNotFoundException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Templates;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Mails links that confirm an address. {@link ConfirmAddress} is the action of such a link. */
@ApplicationScoped
public class ConfirmationMail {

    @Inject Accounts accounts;
    @Inject LinkMails linkMails;
    @Inject LinkActions actions;
    @Inject Templates templates;
    @Inject Transactions transactions;
    @Inject Callers callers;
    @Inject LogIns logIns;
    @Inject Throttle throttle;

    /** Mails a confirmation link. Earlier links to the same address stay valid. */
    void send(Account account, EmailAddress to, String next, String template) {
        send(account, to, next, template, linkMails.asked(template));
    }

    /** Mails a confirmation link after the request that asked for it. */
    void send(
            Account account, EmailAddress to, String next, String template, LinkMails.Asked asked) {
        Link link = new Link(ConfirmAddress.METHOD, account.id(), to.text(), Map.of(), next);
        linkMails.send(link, account, template, asked);
    }

    /** Mails the confirmation link of the caller or of a pending log-in again. */
    public void resend(String next) {
        Optional<Caller> caller = callers.caller();
        if (caller.isEmpty() && logIns.stepPage().isPresent()) {
            Account waiting = transactions.required(logIns::lockWaiting);
            resend(waiting, logIns::lockWaiting, next);
        } else {
            Account own = callers.required().account();
            resend(own, () -> callers.lock(caller.orElseThrow()), next);
        }
    }

    private void resend(Account account, Supplier<Account> lock, String next) {
        EmailAddress email =
                account.email()
                        .orElseThrow(
                                () ->
                                        new AccessDeniedException(
                                                "email_missing",
                                                "The account has no e-mail address"));
        if (!account.confirmed() && throttle.take(Limit.RESEND, email.text())) {
            transactions.required(() -> send(lock.get(), email, next, "confirm"));
        }
    }

    public void confirmOwnership(
            String typedEmail, long userId, String next, String method, String template) {
        EmailAddress email = EmailAddress.parse(typedEmail);
        if (!templates.isLinkMail(template)) {
            throw new InvalidInputException(
                    "template_unknown",
                    "There are no texts for the mail \""
                            + template
                            + "\": supply webauth/mail/ID.txt and ID.html, or webauth.email.ID"
                            + ".subject, .text and .html");
        }
        if (method.startsWith("account.") && !method.equals(ConfirmAddress.METHOD)) {
            throw new InvalidInputException(
                    "confirm_action_unknown", "The method must be account.confirm or a bean's own");
        }
        actions.require(method);
        transactions.required(() -> confirm(email, userId, next, method, template));
    }

    private void confirm(
            EmailAddress email, long userId, String next, String method, String template) {
        Account account =
                accounts.lock(userId)
                        .orElseThrow(
                                () ->
                                        new UserNotFoundException(
                                                "user_not_found", "There is no account " + userId));
        if (method.equals(ConfirmAddress.METHOD)) {
            send(account, email, next, template);
        } else {
            Map<String, String> data =
                    Map.of("user_id", String.valueOf(userId), "email", email.text());
            linkMails.send(new Link(method, userId, email.text(), data, next), account, template);
        }
    }
}
