package dev.webauth.impl.login;

import dev.webauth.AccessDeniedException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoginRefused;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Credentials;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Limit;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ClientIp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks a typed password, counting failures. Unknown, wrong and throttled are one answer. The
 * count is looked at within the hashing turn and failures are noted before it ends, so that of many
 * tries at once no more than the limit and one for each processor are hashed.
 */
@ApplicationScoped
public class PasswordCheck {

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject Passwords passwords;
    @Inject Transactions transactions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Event<AccountEvent> events;

    /** For a log-in. */
    Credentials byEmail(String typedEmail, String typedPassword) {
        Optional<EmailAddress> email = EmailAddress.find(typedEmail);
        return check(
                email.map(EmailAddress::text).orElse(""),
                () -> email.flatMap(this::credentials),
                typedPassword);
    }

    /** With concealed accounts, whether a registration made one must not show at a log-in. */
    private Optional<Credentials> credentials(EmailAddress email) {
        return accounts.credentials(email)
                .filter(
                        found ->
                                !config.concealAccounts()
                                        || accounts.byId(found.userId())
                                                .filter(Account::confirmed)
                                                .isPresent());
    }

    /** For an account that is known; counted together with its log-ins. */
    public Credentials byAccount(Account account, String typedPassword) {
        return check(
                account.email().map(EmailAddress::text).orElse("#" + account.id()),
                () -> accounts.credentials(account.id()),
                typedPassword);
    }

    private Credentials check(
            String subject, Supplier<Optional<Credentials>> find, String typedPassword) {
        passwords.checkTyped(typedPassword);
        return passwords.inTurn(() -> checkInTurn(subject, find, typedPassword));
    }

    private Credentials checkInTurn(
            String subject, Supplier<Optional<Credentials>> find, String typedPassword) {
        Optional<String> network = ip.network();
        boolean throttled =
                throttle.isExhausted(Limit.LOGIN_ACCOUNT, subject)
                        || network.map(from -> throttle.isExhausted(Limit.LOGIN_NETWORK, from))
                                .orElse(false);
        Optional<Credentials> found = transactions.joined(find);
        if (!throttled
                && passwords.matches(typedPassword, found.map(Credentials::stored).orElse(null))) {
            throttle.reset(Limit.LOGIN_ACCOUNT, subject);
            return upgraded(found.orElseThrow(), typedPassword);
        }
        if (!throttled) {
            throttle.take(Limit.LOGIN_ACCOUNT, subject);
            network.ifPresent(from -> throttle.take(Limit.LOGIN_NETWORK, from));
        }
        long userId = found.map(Credentials::userId).orElse(0L);
        transactions.separate(
                () -> {
                    events.fire(new LoginRefused(userId, throttled));
                    return null;
                });
        throw new AccessDeniedException("The e-mail address or the password is wrong");
    }

    /** Stores the password anew if the settings have become stronger since. */
    private Credentials upgraded(Credentials found, String typedPassword) {
        if (passwords.isOutdated(found.stored())) {
            String hash = passwords.hash(typedPassword);
            transactions.joined(() -> accounts.rehash(found, hash));
        }
        return found;
    }
}
