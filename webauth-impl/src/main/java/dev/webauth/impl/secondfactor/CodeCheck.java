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
 * Checks a typed code, which is a one-time password or a recovery code by its format. The response
 * to a wrong, a used and a throttled code is the same. Tries are counted for the account, so that a
 * new log-in does not allow new tries.
 */
@ApplicationScoped
class CodeCheck {

    /** With this number of wrong codes after a right password the owner gets a mail. */
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
        if (transactions.required(() -> factors.of(userId)).isEmpty()) {
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
        // Not counted, because it cannot be a code.
        throw wrong();
    }

    private LoginResult check(
            SecondFactorStep.Subject subject, String kind, String code, boolean trustBrowser) {
        Counter counter = Counter.ofSecondFactor(subject.account().id(), kind);
        if (!tries.reserve(counter)) {
            refused(subject.account(), true);
            throw wrong();
        }
        boolean right = transactions.required(() -> isRight(subject.account(), kind, code));
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

    /** Without a lock, because the row of a mail about wrong codes refers to the account. */
    private boolean isRight(Account account, String kind, String code) {
        return kind.equals(RecoveryCodes.NAME)
                ? recoveryCodes.isKnown(account.id(), code)
                : passwords.isRight(account.id(), code);
    }

    private boolean isUsed(
            SecondFactorStep.Subject subject, String kind, String code, boolean trustBrowser) {
        return transactions.required(
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
        transactions.requiresNew(
                () -> {
                    account.confirmedEmail()
                            .ifPresent(
                                    to -> outbox.notice(to, account.id(), "second-factor-guessed"));
                    return null;
                });
    }

    private void refused(Account account, boolean throttled) {
        transactions.requiresNew(
                () -> {
                    events.fire(new LoginRefused(account.id(), throttled));
                    return null;
                });
    }

    static AccessDeniedException wrong() {
        return new AccessDeniedException("code_wrong", "The code is wrong or was used already");
    }
}
