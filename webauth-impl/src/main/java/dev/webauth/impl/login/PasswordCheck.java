package dev.webauth.impl.login;

import dev.webauth.AccessDeniedException;
import dev.webauth.UnavailableException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoginRefused;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Credentials;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.login.PasswordTries.Counter;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.password.HashingTurn;
import dev.webauth.impl.password.Passwords;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ClientIp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks a typed password. An unknown account, a wrong password, a throttled try and a disabled
 * account get the same answer after the same work: if the stored hash must not be checked, a decoy
 * hash is.
 */
@ApplicationScoped
public class PasswordCheck {

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject Passwords passwords;
    @Inject PasswordTries tries;
    @Inject KnownBrowser knownBrowser;
    @Inject Transactions transactions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Event<AccountEvent> events;

    /** Checks the password for a log-in. */
    Credentials byEmail(String typedEmail, String typedPassword) {
        Optional<EmailAddress> email = EmailAddress.find(typedEmail);
        String unknown = "unknown:" + email.map(EmailAddress::text).orElse("");
        return check(
                        () -> email.flatMap(this::credentials),
                        found ->
                                found.map(this::counter)
                                        .orElse(new Counter(unknown, Optional.empty())),
                        typedPassword)
                .orElseThrow(
                        () ->
                                new AccessDeniedException(
                                        "credentials_wrong",
                                        "The e-mail address or the password is wrong"));
    }

    /**
     * With concealed accounts, a log-in must not reveal whether a registration created an account.
     */
    private Optional<Credentials> credentials(EmailAddress email) {
        Optional<Credentials> found = accounts.credentials(email);
        if (!config.concealAccounts()) {
            return found;
        }
        // The account is also read for unknown addresses, so that the work is the same.
        Optional<Account> account = accounts.byEmail(email).filter(Account::confirmed);
        return found.filter(credentials -> account.isPresent());
    }

    /**
     * Checks the password of a given account. It is counted together with the account's log-ins.
     */
    public Credentials byAccount(long userId, String typedPassword) {
        return check(
                        () -> accounts.credentials(userId),
                        found -> found.map(this::counter).orElse(counter(userId, "gone")),
                        typedPassword)
                .orElseThrow(PasswordCheck::passwordWrong);
    }

    /**
     * Checks the caller's password. It is counted per log-in, so that guesses elsewhere do not
     * matter.
     */
    Credentials byCaller(Caller caller, String typedPassword) {
        return check(
                        () -> accounts.credentials(caller.userId()),
                        found -> counter(caller.userId(), "session:" + caller.sessionId()),
                        typedPassword)
                .orElseThrow(PasswordCheck::passwordWrong);
    }

    /** The exception for the password of an account that the caller already knows. */
    private static AccessDeniedException passwordWrong() {
        return new AccessDeniedException("password_wrong", "The password is wrong");
    }

    private Counter counter(Credentials found) {
        return counter(
                found.userId(),
                knownBrowser.mark(found).map(mark -> "browser:" + mark).orElse("anywhere"));
    }

    private static Counter counter(long userId, String where) {
        return new Counter(userId + ":" + where, Optional.of(userId));
    }

    private Optional<Credentials> check(
            Supplier<Optional<Credentials>> find,
            Function<Optional<Credentials>, Counter> counted,
            String typedPassword) {
        passwords.checkTyped(typedPassword);
        try (HashingTurn turn = passwords.turn()) {
            Optional<Credentials> found = transactions.required(find);
            Counter counter = counted.apply(found);
            boolean reserved = !isNetworkExhausted() && tries.reserve(counter);
            boolean fits = reserved && fits(turn, counter, found, typedPassword);
            if (!reserved) {
                turn.matches(typedPassword, null);
            }
            if (fits) {
                tries.succeeded(counter);
                return Optional.of(upgraded(turn, found.orElseThrow(), typedPassword));
            }
            refuse(found, reserved, counter);
        }
        return Optional.empty();
    }

    private boolean fits(
            HashingTurn turn, Counter counter, Optional<Credentials> found, String typedPassword) {
        try {
            return turn.matches(typedPassword, found.map(Credentials::stored).orElse(null));
        } catch (UnavailableException e) {
            tries.giveBack(counter);
            throw e;
        }
    }

    /**
     * Failures are counted after the check and not reserved before it, because many users of one
     * network may log in at the same time. The number of hashing turns limits how many wrong
     * passwords are checked before they are counted.
     */
    private boolean isNetworkExhausted() {
        return ip.network()
                .map(from -> throttle.isExhausted(Limit.LOGIN_NETWORK, from))
                .orElse(false);
    }

    private void refuse(Optional<Credentials> found, boolean reserved, Counter counter) {
        if (reserved) {
            tries.failed(counter);
            ip.network().ifPresent(from -> throttle.take(Limit.LOGIN_NETWORK, from));
        }
        long userId = found.map(Credentials::userId).orElse(0L);
        transactions.requiresNew(
                () -> {
                    events.fire(new LoginRefused(userId, !reserved));
                    return null;
                });
    }

    /** Stores a new hash if the stored one uses weaker settings than today's. */
    private Credentials upgraded(HashingTurn turn, Credentials found, String typedPassword) {
        if (passwords.isOutdated(found.stored())) {
            String hash = turn.hash(typedPassword);
            transactions.required(() -> accounts.rehash(found, hash));
        }
        return found;
    }
}
