package dev.webauth.impl.account;

import dev.webauth.UserNotFoundException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.EmailConfirmed;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.RecoveryRequested;
import dev.webauth.impl.apikey.ApiKeys;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.link.Links;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Limit;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.NextUri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** "I forgot": a mailed link, {@code account.remind}, that logs the owner of the mailbox in. */
@ApplicationScoped
public class Recovery implements LinkActions.Own {

    static final String METHOD = "account.remind";

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject ApiKeys apiKeys;
    @Inject Links links;
    @Inject Outbox outbox;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Event<AccountEvent> events;
    @Inject Event<Reclaimed> reclaimed;

    public void start(String typedEmail, String next) {
        EmailAddress email = EmailAddress.parse(typedEmail);
        NextUri.check(next);
        if (!mayMail(email)) {
            return;
        }
        boolean known = transactions.joined(() -> mail(email, next));
        if (!known) {
            if (!config.concealAccounts()) {
                throw new UserNotFoundException("Nobody has this e-mail address");
            }
            links.pretend();
        }
    }

    private boolean mayMail(EmailAddress email) {
        boolean network =
                ip.network().map(from -> throttle.take(Limit.RECOVER_NETWORK, from)).orElse(true);
        return network
                && throttle.take(Limit.RECOVER_MINUTE, email.text())
                && throttle.take(Limit.RECOVER_HOUR, email.text());
    }

    private boolean mail(EmailAddress email, String next) {
        Optional<WebAuthUser> account =
                accounts.byEmail(email).map(WebAuthUser::getId).flatMap(accounts::hold);
        account.ifPresent(
                found -> {
                    links.cancel(found.getId(), List.of(METHOD));
                    Link link = new Link(METHOD, found.getId(), email.text(), Map.of(), next);
                    outbox.link(
                            email,
                            found.getId(),
                            "remind",
                            links.issueForMail(
                                    link, config.mail().templates().get("remind").expires()));
                    events.fire(new RecoveryRequested(found.getId()));
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
                "Log in to your account",
                "You asked for a way back into the account of " + link.email() + ".",
                "Log in",
                Finish.BUTTON,
                false);
    }

    /**
     * Everything older dies: sessions, links, a change of address under way. If the mailbox was
     * never proved before, somebody else may have made the account with this address and waited:
     * what they set goes, too.
     */
    @Override
    public Optional<LogIn> run(Link link, boolean inOwnBrowser) {
        WebAuthUser account = accounts.byId(link.userId()).orElseThrow();
        long id = account.getId();
        int epoch = accounts.endSessions(id);
        links.cancel(id, List.of(METHOD, EmailChange.METHOD, ConfirmEmail.METHOD));
        if (!account.isConfirmed()) {
            reclaim(id);
        }
        accounts.touch(id);
        events.fire(new LoggedIn(id, "recovery"));
        return Optional.of(new LogIn(id, epoch, "recovery", true));
    }

    private void reclaim(long id) {
        database.change(
                "update WebAuthUser u set u.confirmed = true, u.password = null, u.otp = false,"
                        + " u.otpSecret = null where u.id = :id",
                Map.of("id", id));
        apiKeys.issue(id);
        reclaimed.fire(new Reclaimed(id));
        events.fire(new EmailConfirmed(id));
    }

    /** An account was taken over by the owner of its address; providers linked before must go. */
    public record Reclaimed(long userId) {}
}
