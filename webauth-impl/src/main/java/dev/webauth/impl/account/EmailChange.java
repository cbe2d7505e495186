package dev.webauth.impl.account;

import dev.webauth.AccessDeniedException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Limit;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.NextUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes an account's address: the old one agrees by {@code account.change}, then the new one is
 * confirmed by {@link ConfirmEmail}.
 */
@ApplicationScoped
public class EmailChange implements LinkActions.Own {

    static final String METHOD = "account.change";

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject Confirmation confirmation;
    @Inject Links links;
    @Inject Outbox outbox;
    @Inject OwnerNotice ownerNotice;
    @Inject HttpSessions sessions;
    @Inject Transactions transactions;
    @Inject Throttle throttle;

    public void start(String typedEmail, String nextOld, String nextNew) {
        Caller caller = sessions.required();
        EmailAddress email = EmailAddress.parse(typedEmail);
        NextUri.check(nextOld);
        NextUri.check(nextNew);
        if (caller.email().equals(Optional.of(email.text()))) {
            return;
        }
        if (caller.email().isPresent() && !caller.confirmed()) {
            throw new AccessDeniedException(
                    "email_unconfirmed", "Confirm the present e-mail address first");
        }
        if (!throttle.take(Limit.EMAIL_CHANGE, "#" + caller.userId())) {
            throw new AccessDeniedException(
                    "too_many_changes", "Too many changes; try again in some minutes");
        }
        Optional<WebAuthUser> owner = transactions.joined(() -> accounts.byEmail(email));
        if (owner.isPresent()) {
            tellOwnerOrRefuse(email, owner.get());
        } else {
            transactions.joined(() -> start(caller, email, nextOld, nextNew));
        }
    }

    private void start(Caller caller, EmailAddress email, String nextOld, String nextNew) {
        accounts.holdCallers(caller.userId());
        links.cancel(caller.userId(), List.of(METHOD, ConfirmEmail.METHOD));
        Optional<EmailAddress> old = caller.email().flatMap(EmailAddress::find);
        if (old.isEmpty()) {
            confirmation.mail(caller.userId(), email, nextNew, "confirm");
            return;
        }
        Map<String, String> data = new HashMap<>();
        data.put("email", email.text());
        if (nextNew != null) {
            data.put("next", nextNew);
        }
        Link link = new Link(METHOD, caller.userId(), old.get().text(), data, nextOld);
        outbox.link(
                old.get(),
                caller.userId(),
                "change",
                links.issueForMail(link, config.mail().templates().get("change").expires()));
    }

    private void tellOwnerOrRefuse(EmailAddress email, WebAuthUser owner) {
        if (!config.concealAccounts()) {
            throw Accounts.taken();
        }
        links.pretend();
        ownerNotice.send(email, owner);
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Notice notice(Link link) {
        return new Notice(
                "Change of e-mail address",
                "Somebody asked to replace "
                        + link.email()
                        + " by "
                        + link.data().get("email")
                        + " as the address of an account here. Do you agree?",
                "I agree",
                Finish.BUTTON,
                true);
    }

    @Override
    public Optional<LogIn> run(Link link, boolean inOwnBrowser) {
        EmailAddress email = EmailAddress.parse(link.data().get("email"));
        confirmation.mail(link.userId(), email, link.data().get("next"), "confirm");
        return Optional.empty();
    }
}
