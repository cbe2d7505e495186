package dev.webauth.impl.selfservice;

import dev.webauth.AccessDeniedException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.EmailChangeRequested;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.login.Proof;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.NextUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes an account's address. First a link to the old address, {@code account.change}, must be
 * opened. Then the new address is confirmed by {@link ConfirmAddress}. An old address that was
 * never confirmed counts as a typing error and is replaced immediately. With concealed accounts it
 * is replaced when the new one is confirmed, because a taken address cannot be set.
 */
@ApplicationScoped
public class EmailChange implements LinkActions.Own {

    static final String METHOD = "account.change";

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject ConfirmationMail confirmation;
    @Inject LinkMails linkMails;
    @Inject Links links;
    @Inject OwnerNotice ownerNotice;
    @Inject AfterAnswer afterAnswer;
    @Inject Callers callers;
    @Inject HttpSessions sessions;
    @Inject Transactions transactions;
    @Inject Throttle throttle;
    @Inject Event<AccountEvent> events;

    public void start(String typedEmail, String nextOld, String nextNew) {
        EmailAddress email = EmailAddress.parse(typedEmail);
        NextUri.check(nextOld);
        NextUri.check(nextNew);
        if (callers.required().email().equals(Optional.of(email))) {
            return;
        }
        Caller caller = callers.requiredFresh();
        if (!throttle.take(Limit.EMAIL_CHANGE, "#" + caller.userId())) {
            throw new AccessDeniedException(
                    "too_many_changes", "Too many changes; try again in some minutes");
        }
        if (!config.concealAccounts()
                && transactions.required(() -> accounts.byEmail(email)).isPresent()) {
            throw Accounts.taken();
        }
        transactions.required(() -> start(caller, email, nextOld, nextNew));
    }

    private void start(Caller caller, EmailAddress email, String nextOld, String nextNew) {
        Account account = callers.lock(caller);
        links.cancelOthers(account.id(), List.of(METHOD, ConfirmAddress.METHOD), email.text());
        boolean hasAddress = account.email().isPresent();
        if (hasAddress && account.confirmed()) {
            askOldAddress(account, email, nextOld, nextNew);
        } else if (!hasAddress || config.concealAccounts()) {
            askNewAddress(account, email, nextNew);
        } else {
            correct(account, caller, email, nextNew);
        }
        events.fire(new EmailChangeRequested(account.id()));
    }

    private void askOldAddress(
            Account account, EmailAddress email, String nextOld, String nextNew) {
        Map<String, String> data = new HashMap<>();
        data.put("email", email.text());
        if (nextNew != null) {
            data.put("next", nextNew);
        }
        String old = account.email().orElseThrow().text();
        linkMails.send(new Link(METHOD, account.id(), old, data, nextOld), account, "change");
    }

    /**
     * Mails the link that confirms the new address. With concealed accounts, the owner of a taken
     * address gets a notice instead, and the caller sees no difference.
     */
    private void askNewAddress(Account account, EmailAddress email, String next) {
        Optional<Account> owner = accounts.byEmail(email);
        if (owner.isEmpty()) {
            confirmation.send(account, email, next, "confirm");
        } else if (config.concealAccounts()) {
            links.markBrowserAnyway();
            String language = ownerNotice.language();
            afterAnswer.run(() -> ownerNotice.send(email, owner.get(), language));
        } else {
            throw Accounts.taken();
        }
    }

    /** The old address was never proved, so no link is sent to it. */
    private void correct(Account account, Caller caller, EmailAddress email, String next) {
        accounts.setEmail(account.id(), email);
        accounts.revoke(account, Revoked.Cause.EMAIL, Optional.of(caller.sessionId()));
        sessions.renew(caller);
        confirmation.send(accounts.byId(account.id()).orElseThrow(), email, next, "confirm");
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Notice notice(Link link) {
        boolean password = transactions.required(() -> accounts.hasPassword(link.userId()));
        return new Notice(
                "selfservice.change",
                Map.of("email", link.email(), "new_email", link.data().get("email")),
                password ? Finish.PASSWORD : Finish.ONLY_WHERE_ASKED,
                true);
    }

    @Override
    public Optional<Proof> run(Link link, boolean inOwnBrowser) {
        EmailAddress email = new EmailAddress(link.data().get("email"));
        Account account = accounts.byId(link.userId()).orElseThrow();
        askNewAddress(account, email, link.data().get("next"));
        return Optional.empty();
    }
}
