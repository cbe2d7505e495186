package dev.webauth.impl.web;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Warns once about a proxy that is not configured. Behind it the limits per network do not work,
 * and the event log contains the proxy's address.
 */
@ApplicationScoped
class ProxyWarning {

    private static final Logger LOG = Logger.getLogger("dev.webauth.web");
    private static final List<String> USUAL_HEADERS =
            List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

    @Inject WebAuthConfig config;

    private final AtomicBoolean warned = new AtomicBoolean();

    void look(CurrentRequest now, InetAddress peer, boolean trusted) {
        String problem = problem(now, peer, trusted);
        if (problem != null && warned.compareAndSet(false, true)) {
            LOG.warning(problem);
        }
    }

    /** The text of the warning; null if the configuration is right. */
    private String problem(CurrentRequest now, InetAddress peer, boolean trusted) {
        String configured = config.realIpHeader().orElse(null);
        String from = "The peer " + peer.getHostAddress() + " sends the header ";
        if (configured == null) {
            boolean local = peer.isLoopbackAddress() || peer.isSiteLocalAddress();
            String sent = local ? usual(now) : null;
            return sent == null
                    ? null
                    : from
                            + sent
                            + ", but webauth.real-ip-header is not set: all clients of this proxy"
                            + " count as one. Set webauth.real-ip-header";
        }
        if (now.header(configured).isPresent()) {
            return trusted
                    ? null
                    : from
                            + configured
                            + ", but webauth.trusted-proxies does not hold it: the header is"
                            + " ignored. If it is your proxy, add it to webauth.trusted-proxies";
        }
        String sent = trusted ? usual(now) : null;
        return sent == null
                ? null
                : from
                        + sent
                        + " and not "
                        + configured
                        + ": all clients of this proxy count as one. Set webauth.real-ip-header to"
                        + " the header that the proxy sends";
    }

    private static String usual(CurrentRequest now) {
        return USUAL_HEADERS.stream()
                .filter(name -> now.header(name).isPresent())
                .findFirst()
                .orElse(null);
    }
}
