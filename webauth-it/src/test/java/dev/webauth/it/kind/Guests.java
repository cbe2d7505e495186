package dev.webauth.it.kind;

import dev.webauth.WebAuth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A CDI bean. */
@ApplicationScoped
public class Guests {

    @Inject WebAuth webauth;

    /** The caller as the bean's own {@code WebAuth} and that of its client see it. */
    public String caller(WebAuth asking) {
        return describe(asking) + ", " + describe(webauth);
    }

    private static String describe(WebAuth webauth) {
        return webauth.isAuthenticated()
                ? webauth.getUserEmail().orElse("somebody")
                        + (webauth.isConfirmed() ? " confirmed" : " unconfirmed")
                : "nobody";
    }
}
