package dev.webauth.impl.secondfactor;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceBusyException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.SecondFactorEnrolled;
import dev.webauth.event.SecondFactorRemoved;
import dev.webauth.event.SecondFactorsReset;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.login.PasswordTries;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.spi.SecondFactorPolicy.Need;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** All kinds of second factors; within a transaction that has locked the account. */
@ApplicationScoped
public class SecondFactors {

    @Inject Policy policy;
    @Inject RecoveryCodes recoveryCodes;
    @Inject TrustedBrowsers trusted;
    @Inject Callers callers;
    @Inject PasswordTries tries;
    @Inject Outbox outbox;
    @Inject Event<AccountEvent> events;

    private List<SecondFactor> kinds;

    @Inject
    void collect(@Any Instance<SecondFactor> beans) {
        kinds = beans.stream().toList();
    }

    /** All kinds. */
    public List<SecondFactor> kinds() {
        return kinds;
    }

    /** The kinds that the account has. */
    public List<SecondFactor> of(long userId) {
        return kinds.stream().filter(kind -> kind.isSetUp(userId)).toList();
    }

    /** Whether a log-in with this method does not need a further factor. */
    boolean isFactor(String method) {
        return kinds.stream().anyMatch(kind -> kind.name().equals(method));
    }

    /**
     * Refuses a set-up that the policy forbids, or for an unconfirmed account: it could lock out
     * the owner of the address.
     *
     * @throws AccessDeniedException {@code second_factor_off} or {@code email_unconfirmed}
     */
    public void requireMayAdd(Account account) {
        if (policy.need(account) == Need.OFF) {
            throw new AccessDeniedException(
                    "second_factor_off", "Second factors are switched off for this account");
        }
        if (!account.confirmed()) {
            throw new AccessDeniedException(
                    "email_unconfirmed",
                    "Please confirm your e-mail address before you set up a second factor");
        }
    }

    /**
     * Fires the event of a set-up and mails the owner.
     *
     * @return new recovery codes if the account has none; else empty
     */
    public List<String> added(Account account, SecondFactor kind) {
        events.fire(new SecondFactorEnrolled(account.id(), kind.name()));
        notify(account, "second-factor-enrolled");
        return recoveryCodes.left(account.id()) == 0
                ? recoveryCodes.replace(account.id())
                : List.of();
    }

    /**
     * Whether log-ins to the account wait for one of these kinds.
     *
     * @param kinds that the account has
     */
    boolean areAsked(Account account, List<SecondFactor> kinds) {
        return switch (policy.need(account)) {
            case OFF -> false;
            case OPTIONAL -> kinds.stream().anyMatch(SecondFactor::isAskedAlone);
            case REQUIRED -> true;
        };
    }

    /**
     * Refuses to remove the last factor of a kind, if log-ins would no longer wait for any, unless
     * a second factor was just proved and the account may be without.
     *
     * @throws ResourceBusyException {@code second_factor_last} if the account must have one
     * @throws AccessDeniedException {@code second_factor_required}
     */
    public void requireMayRemove(Caller caller, Account account, SecondFactor kind) {
        List<SecondFactor> all = of(account.id());
        List<SecondFactor> left =
                all.stream().filter(other -> !other.name().equals(kind.name())).toList();
        if (!areAsked(account, all) || !left.isEmpty() && areAsked(account, left)) {
            return;
        }
        callers.requireSecondFactor(caller);
        if (policy.need(account) == Need.REQUIRED) {
            throw new ResourceBusyException(
                    "second_factor_last",
                    "This account must have a second factor; set up another one first");
        }
    }

    /** Fires the event of a removal and mails the owner. Removes what only a factor needs. */
    public void removed(Account account, SecondFactor kind) {
        trusted.deleteAll(account.id());
        if (of(account.id()).isEmpty()) {
            recoveryCodes.delete(account.id());
        }
        events.fire(new SecondFactorRemoved(account.id(), kind.name()));
        notify(account, "second-factor-removed");
    }

    /** Deletes all factors on behalf of an operator. */
    public void reset(Account account) {
        deleteAll(account.id());
        tries.forgetSecondFactors(account.id());
        events.fire(new SecondFactorsReset(account.id()));
        notify(account, "second-factor-reset");
    }

    private void deleteAll(long userId) {
        kinds.forEach(kind -> kind.delete(userId));
        recoveryCodes.delete(userId);
        trusted.deleteAll(userId);
    }

    /** Before the owner proved the mailbox, somebody else may have set them up. */
    void revoked(@Observes Revoked event) {
        if (event.cause() == Revoked.Cause.RECOVERY && !event.before().confirmed()) {
            deleteAll(event.userId());
        }
    }

    private void notify(Account account, String template) {
        account.confirmedEmail().ifPresent(to -> outbox.notice(to, account.id(), template));
    }
}
