package dev.webauth.impl.passkey;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.config.HttpUrl;
import dev.webauth.impl.config.PasskeyConfig;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Logger;

/** This application, as browsers and authenticators see it. */
@ApplicationScoped
class RelyingParty {

    private static final Logger LOG = Logger.getLogger("dev.webauth.passkey");

    @Inject WebAuthConfig config;
    @Inject Origin origin;

    void warn(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (config.publicHost().filter(PasskeyConfig::isAddress).isPresent()) {
            LOG.warning(
                    "webauth.public-url names an IP address: no passkey can be bound to one, and"
                            + " every use of a passkey is refused. Set it to a URL with a domain"
                            + " name, such as http://localhost:8080.");
        }
    }

    /**
     * The domain that passkeys are bound to.
     *
     * @throws InvalidInputException if there is only an IP address
     */
    String id() {
        return config.passkey().rpId().orElseGet(this::host);
    }

    private String host() {
        String host = url().host();
        if (PasskeyConfig.isAddress(host)) {
            throw new InvalidInputException(
                    "passkey_needs_domain",
                    "No passkey can be bound to the IP address "
                            + host
                            + "; open the application by a domain name, such as localhost");
        }
        return host;
    }

    /**
     * The only origin that passkeys are used at. Pages of other sub-domains may use the same
     * passkeys, for themselves alone.
     */
    String origin() {
        return url().origin();
    }

    String name() {
        return config.appName();
    }

    private HttpUrl url() {
        return HttpUrl.parse(origin.url()).orElseThrow();
    }
}
