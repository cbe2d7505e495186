package dev.webauth.it.operator;

import dev.webauth.Accounts;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the first administrator when the application starts. */
@Singleton
@Startup
public class FirstAdmin {

    @Inject Accounts accounts;

    @Inject
    @ConfigProperty(name = "admin.password")
    String password;

    @PostConstruct
    void create() {
        if (accounts.findByEmail("admin@example.org").isEmpty()) {
            accounts.create("admin@example.org", password, true);
        }
    }
}
