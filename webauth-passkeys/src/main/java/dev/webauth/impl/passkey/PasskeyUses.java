package dev.webauth.impl.passkey;

import dev.webauth.AccessDeniedException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoginRefused;
import dev.webauth.event.PasskeyCloneSuspected;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether an assertion proves the owner of an account. */
@ApplicationScoped
class PasskeyUses {

    @Inject WebAuthConfig config;
    @Inject Challenges challenges;
    @Inject Verifier verifier;
    @Inject PasskeyRows rows;
    @Inject PasskeyNotices notices;
    @Inject Accounts accounts;
    @Inject Transactions transactions;
    @Inject Throttle throttle;
    @Inject Event<AccountEvent> events;

    /** What is known of a use when its transaction ends. */
    private record Outcome(Optional<Account> account, boolean cloned) {
        private static final Outcome REFUSED = new Outcome(Optional.empty(), false);
        private static final Outcome CLONED = new Outcome(Optional.empty(), true);
    }

    /**
     * The account whose passkey this is, by the answer of a visitor. Its user was verified, so that
     * it counts as two factors.
     *
     * @throws AccessDeniedException {@code passkey_removed} for one that no account has, so that
     *     the browser can forget it; {@code passkey_refused} for what fails a check
     */
    Account byAnybody(Response response) {
        return accept(
                Ceremony.LOGIN,
                response,
                true,
                row ->
                        response.userHandle()
                                .filter(handle -> Arrays.equals(handle, handle(row)))
                                .isPresent());
    }

    /** The account of a known person, by the answer of that person's browser. */
    Account byOwner(Ceremony ceremony, Response response, long userId, boolean verified) {
        return accept(
                ceremony,
                response,
                verified,
                row ->
                        row.userId() == userId
                                && response.userHandle()
                                        .map(handle -> Arrays.equals(handle, handle(row)))
                                        .orElse(true));
    }

    private static byte[] handle(PasskeyRow row) {
        return Base64.getUrlDecoder().decode(row.userHandle());
    }

    /** A refusal is decided after the transaction, which keeps what is to be told of it. */
    private Account accept(
            Ceremony ceremony,
            Response response,
            boolean verified,
            Predicate<PasskeyRow> isExpected) {
        challenges.take(ceremony, response.challenge());
        PasskeyRow row =
                transactions
                        .required(() -> rows.find(response.credentialId()))
                        .orElseThrow(this::unknown);
        Outcome outcome =
                transactions.required(() -> check(response, row.userId(), verified, isExpected));
        if (outcome.cloned()) {
            notifyOwner(row.userId());
        }
        return outcome.account().orElseThrow(Verifier::refused);
    }

    /** With concealed accounts, a refusal must not tell whether a sign-up made an account. */
    private AccessDeniedException unknown() {
        return config.concealAccounts()
                ? Verifier.refused()
                : new AccessDeniedException(
                        "passkey_removed", "No account here has this passkey any more");
    }

    /**
     * The account is locked first, so that of two uses the second sees the counter of the first.
     */
    private Outcome check(
            Response response, long userId, boolean verified, Predicate<PasskeyRow> isExpected) {
        Optional<Account> account = accounts.lock(userId);
        Optional<PasskeyRow> row = rows.find(response.credentialId()).filter(isExpected);
        if (account.isEmpty() || row.isEmpty() || isConcealed(account.get())) {
            return Outcome.REFUSED;
        }
        try {
            Verifier.Use use = verifier.authentication(response, row.get(), verified);
            rows.used(row.get(), use.signCount(), use.backedUp());
            return new Outcome(account, false);
        } catch (Verifier.CloneSuspected e) {
            events.fire(new PasskeyCloneSuspected(userId, row.get().publicId()));
            return Outcome.CLONED;
        } catch (AccessDeniedException e) {
            events.fire(new LoginRefused(userId, false));
            return Outcome.REFUSED;
        }
    }

    private boolean isConcealed(Account account) {
        return config.concealAccounts() && !account.confirmed();
    }

    /** The limit is asked outside a transaction: a second connection for each caller runs out. */
    private void notifyOwner(long userId) {
        if (throttle.take(Limit.NOTICE, "passkey " + userId)) {
            transactions.required(
                    () ->
                            accounts.lock(userId)
                                    .ifPresent(held -> notices.send(held, "passkey-cloned")));
        }
    }
}
