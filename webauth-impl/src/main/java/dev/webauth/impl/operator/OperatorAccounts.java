package dev.webauth.impl.operator;

import dev.webauth.ExportedAccount;
import dev.webauth.InvalidInputException;
import dev.webauth.NewAccount;
import dev.webauth.User;
import dev.webauth.UserNotFoundException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.EmailChanged;
import dev.webauth.event.EmailConfirmed;
import dev.webauth.event.PasswordChanged;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.password.HashingTurn;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.secondfactor.SecondFactors;
import dev.webauth.impl.selfservice.Recovery;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ApiBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Changes accounts on behalf of an operator; each change locks the account first. */
@ApiBean
@ApiBean.Anywhere
@ApplicationScoped
class OperatorAccounts implements dev.webauth.Accounts {

    /** The method name of accounts that an operator created, in events and the log. */
    private static final String METHOD = "operator";

    private static final String NO_KEY = "";
    private static final int MAX_PAGE = 1000;

    @Inject Accounts accounts;
    @Inject Transfer transfer;
    @Inject Passwords passwords;
    @Inject Recovery recovery;
    @Inject SecondFactors secondFactors;
    @Inject Outbox outbox;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    @Override
    public User create(String typedEmail, @ApiBean.MayBeNull String password, boolean confirmed) {
        EmailAddress email = EmailAddress.parse(typedEmail);
        String hash = password == null ? null : hash(password, Optional.of(email));
        return shown(transactions.required(() -> accounts.create(email, hash, confirmed, METHOD)));
    }

    private String hash(String password, Optional<EmailAddress> email) {
        passwords.check(password, email.map(EmailAddress::text).orElse(null));
        try (HashingTurn turn = passwords.turn()) {
            return turn.hash(password);
        }
    }

    @Override
    public User create(NewAccount account) {
        return find(transfer.create(account)).orElseThrow();
    }

    @Override
    public List<Long> createAll(List<NewAccount> list) {
        return transfer.createAll(list);
    }

    static User shown(Account account) {
        return account.asUser(NO_KEY);
    }

    @Override
    @ApiBean.Reads
    public Optional<User> find(long id) {
        return transactions.required(() -> accounts.byId(id)).map(OperatorAccounts::shown);
    }

    @Override
    @ApiBean.Reads
    public Optional<User> findByEmail(String email) {
        return EmailAddress.find(email)
                .flatMap(found -> transactions.required(() -> accounts.byEmail(found)))
                .map(OperatorAccounts::shown);
    }

    @Override
    @ApiBean.Reads
    public List<User> list(long afterId, int max) {
        checkPage(max);
        return transactions.required(() -> accounts.after(afterId, max)).stream()
                .map(OperatorAccounts::shown)
                .toList();
    }

    private static void checkPage(int max) {
        if (max < 1 || max > MAX_PAGE) {
            throw new InvalidInputException(
                    "page_size_invalid", "A page must have from 1 to " + MAX_PAGE + " accounts");
        }
    }

    @Override
    @ApiBean.Reads
    public List<ExportedAccount> export(long afterId, int max) {
        checkPage(max);
        return transfer.export(afterId, max);
    }

    @Override
    public void confirm(long id) {
        change(
                id,
                account -> {
                    if (!account.confirmed()) {
                        accounts.proveMailbox(id);
                        events.fire(new EmailConfirmed(id));
                    }
                });
    }

    @Override
    public void setEmail(long id, String typedEmail) {
        EmailAddress email = EmailAddress.parse(typedEmail);
        change(
                id,
                account -> {
                    if (account.email().equals(Optional.of(email))) {
                        return;
                    }
                    accounts.setEmail(id, email);
                    revoke(account, Revoked.Cause.EMAIL);
                    account.confirmedEmail()
                            .ifPresent(old -> outbox.notice(old, id, "email-changed"));
                    events.fire(new EmailChanged(id));
                });
    }

    @Override
    public void setPassword(long id, String password) {
        Account read =
                transactions.required(() -> accounts.byId(id)).orElseThrow(() -> unknown(id));
        String hash = hash(password, read.email());
        change(
                id,
                account -> {
                    accounts.setPassword(id, hash);
                    revoke(account, Revoked.Cause.PASSWORD);
                    account.confirmedEmail()
                            .ifPresent(to -> outbox.notice(to, id, "password-changed"));
                    events.fire(new PasswordChanged(id));
                });
    }

    @Override
    public void disable(long id) {
        change(
                id,
                account -> {
                    if (!account.disabled()) {
                        accounts.setDisabled(id, true);
                        revoke(account, Revoked.Cause.DISABLED);
                    }
                });
    }

    @Override
    public void enable(long id) {
        change(id, account -> accounts.setDisabled(id, false));
    }

    @Override
    public void endSessions(long id) {
        change(id, account -> revoke(account, Revoked.Cause.EVERYWHERE));
    }

    @Override
    public void resetSecondFactors(long id) {
        change(id, secondFactors::reset);
    }

    private void revoke(Account account, Revoked.Cause cause) {
        accounts.revoke(account, cause, Optional.empty());
    }

    @Override
    public URI recoveryLink(long id, @ApiBean.MayBeNull String nextUri) {
        return URI.create(ask(id, account -> recovery.issue(account, nextUri)));
    }

    @Override
    public void delete(long id) {
        change(id, account -> accounts.delete(id));
    }

    private void change(long id, Consumer<Account> change) {
        ask(
                id,
                account -> {
                    change.accept(account);
                    return null;
                });
    }

    private <T> T ask(long id, Function<Account, T> question) {
        return transactions.required(
                () -> question.apply(accounts.lock(id).orElseThrow(() -> unknown(id))));
    }

    private static UserNotFoundException unknown(long id) {
        return new UserNotFoundException("user_not_found", "There is no account " + id);
    }
}
