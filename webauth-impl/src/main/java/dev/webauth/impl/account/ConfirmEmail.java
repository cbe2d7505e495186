package dev.webauth.impl.account;

import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.EmailChanged;
import dev.webauth.event.EmailConfirmed;
import dev.webauth.impl.link.Link;
import dev.webauth.impl.link.LinkActions;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * {@code account.confirm}: the address is the account's own and confirmed; one that it did not have
 * before takes the place of its present one. In a stranger's browser it takes the account's
 * password as well: else whoever registered another's address would get it confirmed by its owner.
 */
@ApplicationScoped
class ConfirmEmail implements LinkActions.Own {

    static final String METHOD = "account.confirm";

    @Inject Accounts accounts;
    @Inject PasswordCheck passwordCheck;
    @Inject Database database;
    @Inject Outbox outbox;
    @Inject Event<AccountEvent> events;
    @Inject dev.webauth.impl.store.Transactions transactions;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Notice notice(Link link) {
        boolean password = transactions.joined(() -> accounts.hasPassword(link.userId()));
        return new Notice(
                "Confirm your e-mail address",
                "Somebody gave "
                        + link.email()
                        + " as the address of an account here. If it was you, enter the password"
                        + " that you chose.",
                "Confirm",
                password ? Finish.PASSWORD : Finish.ONLY_WHERE_ASKED,
                true);
    }

    @Override
    public void checkPassword(Link link, String typed) {
        Optional<String> email =
                transactions.joined(() -> accounts.byId(link.userId())).map(WebAuthUser::getEmail);
        passwordCheck.byAccount(link.userId(), email, typed);
    }

    @Override
    public Optional<LogIn> run(Link link, boolean inOwnBrowser) {
        WebAuthUser account = accounts.byId(link.userId()).orElseThrow();
        if (link.email().equals(account.getEmail())) {
            confirm(account.getId());
        } else {
            replace(account, link.email());
        }
        int epoch = accounts.byId(link.userId()).orElseThrow().getEpoch();
        return inOwnBrowser
                ? Optional.of(new LogIn(link.userId(), epoch, "confirm", true))
                : Optional.empty();
    }

    private void confirm(long id) {
        database.change(
                "update WebAuthUser u set u.confirmed = true where u.id = :id", Map.of("id", id));
        events.fire(new EmailConfirmed(id));
    }

    private void replace(WebAuthUser account, String email) {
        try {
            database.change(
                    "update WebAuthUser u set u.email = :email, u.confirmed = true where u.id = :id",
                    Map.of("email", email, "id", account.getId()));
        } catch (RuntimeException e) {
            throw Outage.isConstraint(e) ? Accounts.taken() : e;
        }
        if (account.getEmail() != null) {
            accounts.endSessions(account.getId());
            EmailAddress.find(account.getEmail())
                    .ifPresent(old -> outbox.notice(old, account.getId(), "email-changed"));
        }
        events.fire(new EmailChanged(account.getId()));
    }

    /**
     * An account that was made with somebody's address goes; one that only wanted to change to it
     * stays as it is.
     */
    @Override
    public void disown(Link link) {
        accounts.byId(link.userId())
                .filter(account -> link.email().equals(account.getEmail()))
                .filter(account -> !account.isConfirmed())
                .ifPresent(account -> accounts.delete(account.getId()));
    }
}
