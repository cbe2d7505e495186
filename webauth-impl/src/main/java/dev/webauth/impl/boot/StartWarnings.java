package dev.webauth.impl.boot;

import dev.webauth.impl.config.HttpUrl;
import dev.webauth.impl.config.Loopback;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/** Warns at each start about values that are allowed and weaken the application. */
@ApplicationScoped
class StartWarnings {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    @Inject WebAuthConfig config;

    void log() {
        of(config).forEach(LOG::warning);
    }

    static List<String> of(WebAuthConfig config) {
        List<String> warnings = new ArrayList<>();
        Optional<HttpUrl> remote =
                config.publicOrigin().filter(url -> !Loopback.isHost(url.host()));
        if (remote.isPresent() && !config.https()) {
            warnings.add(
                    "webauth.public-url is not https: passwords, links and session cookies go over"
                            + " the network in the clear. Set it to an https URL");
        }
        boolean header = config.realIpHeader().isPresent();
        if (!header && !config.trustsLoopbackOnly()) {
            warnings.add(
                    "webauth.trusted-proxies has no effect: webauth.real-ip-header is not set. Set"
                            + " it to the header in which the proxy sends the client's address");
        }
        if (header && config.trustsLoopbackOnly() && remote.isPresent()) {
            warnings.add(
                    "webauth.real-ip-header has an effect only behind a proxy on this machine,"
                            + " because webauth.trusted-proxies names no other. If the proxy is on"
                            + " another one, set webauth.trusted-proxies to its address");
        }
        return warnings;
    }
}
