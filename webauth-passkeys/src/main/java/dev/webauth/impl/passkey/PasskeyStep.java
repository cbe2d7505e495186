package dev.webauth.impl.passkey;

import dev.webauth.AccessDeniedException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.secondfactor.SecondFactorStep;
import dev.webauth.impl.secondfactor.SecondFactorStep.Subject;
import dev.webauth.impl.secondfactor.SecondFactors;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A passkey as the second factor of a log-in that waits for one, or of the caller. */
@ApplicationScoped
class PasskeyStep {

    @Inject WebAuthConfig config;
    @Inject SecondFactorStep step;
    @Inject SecondFactors factors;
    @Inject PasskeySecondFactor kind;
    @Inject PasskeyRegistration registration;
    @Inject PasskeyUses uses;
    @Inject PasskeyRows rows;
    @Inject Verifier verifier;
    @Inject Challenges challenges;
    @Inject Options options;
    @Inject Origin origin;
    @Inject Transactions transactions;

    /**
     * What follows a step.
     *
     * @param next from the server's root
     * @param recoveryCodes to be shown once; empty as a rule
     */
    record Passed(String next, List<String> recoveryCodes) {}

    JsonObject options() {
        Account account = step.required().account();
        String challenge =
                challenges.begin(Ceremony.SECOND_FACTOR, Optional.of(account.id()), Map.of());
        List<PasskeyRow> own = transactions.required(() -> rows.of(account.id()));
        return options.request(challenge, own, config.passkey().userVerification());
    }

    /** The password was typed already: whether the user is verified as well, the policy says. */
    Passed pass(Response response, boolean trustBrowser, Optional<String> asked) {
        Subject subject = step.required();
        uses.byOwner(
                Ceremony.SECOND_FACTOR,
                response,
                subject.account().id(),
                config.passkey().userVerification());
        transactions.required(
                () -> {
                    step.lock(subject);
                    step.passed(subject, kind.name(), trustBrowser);
                });
        return passed(subject, asked, List.of());
    }

    private Passed passed(Subject subject, Optional<String> asked, List<String> recoveryCodes) {
        return new Passed(origin.path(step.next(subject, asked)), recoveryCodes);
    }

    /** For a log-in that waits until its account has a second factor. */
    JsonObject enrolmentOptions() {
        Account account = mustSetUp().account();
        transactions.required(() -> factors.requireMayAdd(account));
        return registration.begin(Ceremony.ENROL, account);
    }

    Passed enrol(Response response, Optional<String> asked) {
        Subject subject = mustSetUp();
        String handle = registration.take(Ceremony.ENROL, response, subject.account());
        NewCredential made =
                verifier.registration(response, true, config.passkey().userVerification());
        List<String> codes =
                transactions.required(
                        () -> {
                            Account account = step.lock(subject);
                            factors.requireMayAdd(account);
                            registration.add(account, handle, made, PasskeyRegistration.NAME);
                            List<String> first = factors.added(account, kind);
                            step.passed(subject, kind.name(), false);
                            return first;
                        });
        return passed(subject, asked, codes);
    }

    private Subject mustSetUp() {
        Subject subject = step.required();
        if (!subject.mustSetUp()) {
            throw new AccessDeniedException(
                    "second_factor_exists", "This account has a second factor already");
        }
        return subject;
    }
}
