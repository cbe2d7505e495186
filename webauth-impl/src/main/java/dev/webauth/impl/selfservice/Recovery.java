package dev.webauth.impl.selfservice;

import dev.webauth.AccessDeniedException;
import dev.webauth.UserNotFoundException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.EmailConfirmed;
import dev.webauth.event.RecoveryRequested;
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
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.NextUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Recovery of an account: a mailed link, {@code account.remind}, logs in the mailbox's owner. */
@ApplicationScoped
public class Recovery implements LinkActions.Own {

    static final String METHOD = "account.remind";
    private static final String TEMPLATE = "remind";

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject Links links;
    @Inject LinkMails linkMails;
    @Inject Outbox outbox;
    @Inject AfterAnswer afterAnswer;
    @Inject Transactions transactions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Event<AccountEvent> events;

    private List<Reauthentication> others;

    @Inject
    void collect(@Any Instance<Reauthentication> beans) {
        others = beans.stream().toList();
    }

    public void start(String typedEmail, String next) {
        EmailAddress email = EmailAddress.parse(typedEmail);
        NextUri.check(next);
        if (!mayMail(email)) {
            return;
        }
        if (config.concealAccounts()) {
            LinkMails.Asked asked = linkMails.asked(TEMPLATE);
            afterAnswer.run(() -> transactions.required(() -> mail(email, next, () -> asked)));
        } else if (!transactions.required(
                () -> mail(email, next, () -> linkMails.asked(TEMPLATE)))) {
            throw new UserNotFoundException("user_not_found", "Nobody has this e-mail address");
        }
    }

    /** Issues a recovery link that an operator hands over. The account is locked. */
    public String issue(Account account, String next) {
        if (account.disabled()) {
            throw new AccessDeniedException("account_disabled", "This account is closed");
        }
        String email =
                account.email()
                        .map(EmailAddress::text)
                        .orElseThrow(
                                () ->
                                        new AccessDeniedException(
                                                "email_missing",
                                                "The account has no e-mail address"));
        return links.issueFor(
                account,
                new Link(METHOD, account.id(), email, Map.of(), next),
                config.mail().template("remind").expires());
    }

    private boolean mayMail(EmailAddress email) {
        boolean network =
                ip.network().map(from -> throttle.take(Limit.RECOVER_NETWORK, from)).orElse(true);
        return network
                && throttle.take(Limit.RECOVER_MINUTE, email.text())
                && throttle.take(Limit.RECOVER_HOUR, email.text());
    }

    private boolean mail(EmailAddress email, String next, Supplier<LinkMails.Asked> asked) {
        Optional<Account> account =
                accounts.byEmail(email)
                        .map(Account::id)
                        .flatMap(accounts::lock)
                        .filter(found -> !found.disabled())
                        .filter(found -> found.email().equals(Optional.of(email)));
        account.ifPresent(
                found -> {
                    linkMails.send(
                            new Link(METHOD, found.id(), email.text(), Map.of(), next),
                            found,
                            TEMPLATE,
                            asked.get());
                    events.fire(new RecoveryRequested(found.id()));
                });
        return account.isPresent();
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Notice notice(Link link) {
        return new Notice(
                "selfservice.recover", Map.of("email", link.email()), Finish.BUTTON, false);
    }

    /**
     * Revokes everything older: see {@link Revoked}. If the mailbox was never proved before,
     * somebody else may have registered this address in advance. The password is then removed, too.
     */
    @Override
    public Optional<Proof> run(Link link, boolean inOwnBrowser) {
        Account account = accounts.byId(link.userId()).orElseThrow();
        if (!account.confirmed()) {
            accounts.clearSecrets(account.id());
            events.fire(new EmailConfirmed(account.id()));
        }
        String epoch = accounts.revoke(account, Revoked.Cause.RECOVERY, Optional.empty());
        accounts.proveMailbox(account.id());
        notifyOwner(account);
        return Optional.of(new Proof(account.id(), epoch, "recovery", true, false));
    }

    /** Mails what has happened, and which providers can still log in to the account. */
    private void notifyOwner(Account account) {
        List<String> providers =
                others.stream()
                        .filter(Reauthentication::isWayIn)
                        .flatMap(other -> other.ways(account, config.rootUri()).stream())
                        .map(Reauthentication.Way::title)
                        .toList();
        account.email().ifPresent(to -> outbox.notice(to, account.id(), "recovered", providers));
    }
}
