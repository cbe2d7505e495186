package dev.webauth.impl.secondfactor;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.spi.SecondFactorPolicy;
import dev.webauth.spi.SecondFactorPolicy.Need;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** The policy for an account: of the application's bean, else of the configuration. */
@ApplicationScoped
class Policy {

    private static final String NO_KEY = "";

    @Inject WebAuthConfig config;

    private Optional<SecondFactorPolicy> own;

    @Inject
    void find(Instance<SecondFactorPolicy> beans) {
        own = beans.isUnsatisfied() ? Optional.empty() : Optional.of(beans.get());
    }

    Need need(Account account) {
        return own.map(bean -> bean.need(account.asUser(NO_KEY)))
                .orElse(config.secondFactor().need());
    }
}
