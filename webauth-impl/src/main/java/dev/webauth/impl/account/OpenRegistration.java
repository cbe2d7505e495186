package dev.webauth.impl.account;

import dev.webauth.AccessDeniedException;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.spi.RegistrationPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whether registration is open: the application's bean decides, else the configuration. */
@ApplicationScoped
public class OpenRegistration {

    @Inject WebAuthConfig config;

    private Optional<RegistrationPolicy> policy;

    @Inject
    void find(Instance<RegistrationPolicy> beans) {
        policy = beans.isUnsatisfied() ? Optional.empty() : Optional.of(beans.get());
    }

    /** Refuses a registration that is not allowed. */
    public void require(Optional<EmailAddress> email, String method) {
        boolean allowed =
                policy.map(bean -> bean.allows(email.map(EmailAddress::text), method))
                        .orElse(config.allowRegistration());
        if (!allowed) {
            throw new AccessDeniedException("registration_closed", "Registration is closed");
        }
    }
}
