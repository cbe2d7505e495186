package dev.webauth.impl.secondfactor;

import dev.webauth.AccessDeniedException;
import dev.webauth.LoginResult;
import dev.webauth.OtpEnrolment;
import dev.webauth.TrustedBrowser;
import dev.webauth.TwoFactor;
import dev.webauth.UserNotFoundException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.RecoveryCodesChanged;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ApiBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The caller's second factors, for the application. */
@ApiBean
@ApplicationScoped
class CallerTwoFactor implements TwoFactor {

    @Inject SecondFactorStep step;
    @Inject SecondFactorLogIn logIn;
    @Inject SecondFactors factors;
    @Inject OneTimePasswords passwords;
    @Inject Enrolments enrolments;
    @Inject RecoveryCodes recoveryCodes;
    @Inject TrustedBrowsers trusted;
    @Inject CodeCheck check;
    @Inject Callers callers;
    @Inject Transactions transactions;
    @Inject Outbox outbox;
    @Inject Event<AccountEvent> events;

    @Override
    @ApiBean.Reads
    public boolean isPending() {
        return step.subject().filter(SecondFactorStep.Subject::isPending).isPresent();
    }

    @Override
    @ApiBean.Reads
    public boolean isSetUpRequired() {
        return step.subject().filter(SecondFactorStep.Subject::mustSetUp).isPresent();
    }

    @Override
    @ApiBean.Reads
    public String page() {
        return logIn.page();
    }

    @Override
    @ApiBean.Reads
    public Set<String> factors() {
        long userId = step.required().account().id();
        Set<String> names = new TreeSet<>();
        transactions.required(() -> factors.of(userId)).forEach(kind -> names.add(kind.name()));
        return names;
    }

    @Override
    public OtpEnrolment enrol() {
        return enrolments.begin();
    }

    @Override
    public List<String> activate(String code) {
        return enrolments.finish(code);
    }

    @Override
    public void disable() {
        Caller caller = callers.requiredFresh();
        transactions.required(
                () -> {
                    Account account = callers.lock(caller);
                    if (!passwords.isSetUp(account.id())) {
                        throw new UserNotFoundException(
                                "second_factor_unknown", "One-time passwords are not switched on");
                    }
                    factors.requireMayRemove(caller, account, passwords);
                    passwords.delete(account.id());
                    factors.removed(account, passwords);
                });
        callers.forget();
    }

    @Override
    @ApiBean.Reads
    public int recoveryCodesLeft() {
        long userId = step.required().account().id();
        return transactions.required(() -> recoveryCodes.left(userId));
    }

    @Override
    public List<String> regenerateRecoveryCodes() {
        Caller caller = callers.requiredFresh();
        return transactions.required(
                () -> {
                    Account account = callers.lock(caller);
                    if (factors.of(account.id()).isEmpty()) {
                        throw new AccessDeniedException(
                                "second_factor_missing", "This account has no second factor yet");
                    }
                    List<String> codes = recoveryCodes.replace(account.id());
                    events.fire(new RecoveryCodesChanged(account.id()));
                    account.confirmedEmail()
                            .ifPresent(
                                    to ->
                                            outbox.notice(
                                                    to, account.id(), "recovery-codes-changed"));
                    return codes;
                });
    }

    @Override
    public LoginResult complete(String code, boolean trustBrowser) {
        return check.check(step.required(), code, trustBrowser);
    }

    @Override
    @ApiBean.Reads
    public List<TrustedBrowser> trustedBrowsers() {
        Caller caller = callers.required();
        return transactions.required(() -> trusted.of(caller.userId())).stream()
                .map(
                        row ->
                                new TrustedBrowser(
                                        Long.toString(row.id()),
                                        row.created(),
                                        row.seen(),
                                        row.ip(),
                                        row.browser(),
                                        trusted.isCurrent(row)))
                .toList();
    }

    @Override
    public void endTrust(String id) {
        Caller caller = callers.required();
        boolean found =
                id.matches("[0-9]{1,18}")
                        && transactions.required(
                                () -> trusted.delete(caller.userId(), Long.parseLong(id)));
        if (!found) {
            throw new UserNotFoundException(
                    "browser_unknown", "There is no such trusted browser, or it has ended");
        }
    }
}
