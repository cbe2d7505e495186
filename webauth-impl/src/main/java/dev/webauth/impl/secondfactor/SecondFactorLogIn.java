package dev.webauth.impl.secondfactor;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.login.LoginStep;
import dev.webauth.impl.login.Proof;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The log-in step that requires a second factor, or its set-up. A trusted browser skips it. A
 * recovery removes trusted browsers first, so it never skips the step.
 */
@ApplicationScoped
class SecondFactorLogIn implements LoginStep {

    @Inject WebAuthConfig config;
    @Inject SecondFactors factors;
    @Inject TrustedBrowsers trusted;

    @Override
    public String name() {
        return Refusals.SECOND_FACTOR;
    }

    @Override
    public String page() {
        return config.secondFactor()
                .page()
                .orElse(config.basePrefix() + "/" + Refusals.SECOND_FACTOR);
    }

    @Override
    public boolean isPassedBy(Proof proof) {
        return factors.isFactor(proof.method());
    }

    @Override
    public boolean isDue(Account account, Proof proof) {
        List<SecondFactor> own = factors.of(account.id());
        return factors.areAsked(account, own)
                && (own.isEmpty() || !trusted.isTrusted(account.id()));
    }
}
