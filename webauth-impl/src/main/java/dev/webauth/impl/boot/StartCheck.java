package dev.webauth.impl.boot;

import dev.webauth.impl.config.Settings;
import dev.webauth.impl.config.UnknownKeys;
import dev.webauth.impl.config.Warnings;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.MailCheck;
import dev.webauth.impl.provider.Clients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;

/** Reports wrong, missing and weak settings to the operator at each start. */
@ApplicationScoped
public class StartCheck {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    @Inject Settings settings;
    @Inject WebAuthConfig config;
    @Inject Clients clients;
    @Inject MailCheck mail;

    /**
     * Throws for a wrong value, which stops the deployment, and logs a warning for everything else.
     */
    void run() {
        clients.announce();
        mail.run().forEach(LOG::warning);
        Warnings.of(config).forEach(LOG::warning);
        Set<String> known = new TreeSet<>(mail.knownKeys());
        known.addAll(clients.knownKeys());
        UnknownKeys.warnings(settings, known).forEach(LOG::warning);
    }
}
