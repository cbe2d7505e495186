package dev.webauth.impl.secondfactor;

import dev.webauth.AccessDeniedException;
import dev.webauth.LoginResult;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoginRefused;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.login.PasswordTries;
import dev.webauth.impl.login.PasswordTries.Counter;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Checks a typed code: a one-time password or a recovery code, which its shape tells. Wrong, used
 * and throttled are one answer. Tries are counted by the account, not by the log-in: a new one
 * gives no new tries.
 */
@ApplicationScoped
class CodeCheck {

    /** So many wrong codes after a right password are told to the owner. */
    private static final int TOLD = 3;

    @Inject SecondFactorStep step;
    @Inject SecondFactors factors;
    @Inject OneTimePasswords passwords;
    @Inject RecoveryCodes recoveryCodes;
    @Inject PasswordTries tries;
    @Inject Outbox outbox;
    @Inject Transactions transactions;
    @Inject Event<AccountEvent> events;

    LoginResult check(SecondFactorStep.Subject subject, String typed, boolean trustBrowser) {
        long userId = subject.account().id();
        if (transactions.joined(() -> factors.of(userId)).isEmpty()) {
            throw new AccessDeniedException(
                    "second_factor_missing", "This account has no second factor yet");
        }
        Optional<String> password = OneTimePasswords.parse(typed);
        Optional<String> recoveryCode = RecoveryCodes.parse(typed);
        if (password.isPresent()) {
            return check(subject, OneTimePasswords.NAME, password.get(), trustBrowser);
        } else if (recoveryCode.isPresent()) {
            return check(subject, RecoveryCodes.NAME, recoveryCode.get(), trustBrowser);
        }
        // It cannot be a code at all, so nobody learns anything by it.
        throw wrong();
    }

    private LoginResult check(
            SecondFactorStep.Subject subject, String kind, String code, boolean trustBrowser) {
        Counter counter = Counter.ofSecondFactor(subject.account().id(), kind);
        if (!tries.reserve(counter)) {
            refused(subject.account(), true);
            throw wrong();
        }
        boolean right = transactions.joined(() -> isRight(subject.account(), kind, code));
        if (right && isUsed(subject, kind, code, trustBrowser)) {
            tries.succeeded(counter);
            return LoginResult.LOGGED_IN;
        }
        if (tries.failed(counter) == TOLD && !right) {
            tell(subject.account());
        }
        refused(subject.account(), false);
        throw wrong();
    }

    /** Without a lock: a mail about wrong codes could not be written while one is held. */
    private boolean isRight(Account account, String kind, String code) {
        return kind.equals(RecoveryCodes.NAME)
                ? recoveryCodes.isKnown(account.id(), code)
                : passwords.isRight(account.id(), code);
    }

    private boolean isUsed(
            SecondFactorStep.Subject subject, String kind, String code, boolean trustBrowser) {
        return transactions.joined(
                () -> {
                    Account account = step.lock(subject);
                    boolean used =
                            kind.equals(RecoveryCodes.NAME)
                                    ? recoveryCodes.use(account, code)
                                    : passwords.use(account.id(), code);
                    if (used) {
                        step.passed(subject, kind, trustBrowser);
                    }
                    return used;
                });
    }

    private void tell(Account account) {
        transactions.separate(
                () -> {
                    account.confirmedEmail()
                            .ifPresent(
                                    to -> outbox.notice(to, account.id(), "second-factor-guessed"));
                    return null;
                });
    }

    private void refused(Account account, boolean throttled) {
        transactions.separate(
                () -> {
                    events.fire(new LoginRefused(account.id(), throttled));
                    return null;
                });
    }

    static AccessDeniedException wrong() {
        return new AccessDeniedException("code_wrong", "The code is wrong or was used already");
    }
}
