package dev.webauth.impl.dev;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;

/** Restricts the routes of dev mode to requests from this machine to this machine. */
@ApplicationScoped
class DevGate {

    /** The first segment of the paths of dev mode. */
    static final String NAME = "dev";

    @Inject WebAuthConfig config;
    @Inject ClientIp ip;

    /** Whether the current request is allowed. All others get 404. */
    boolean isOpen() {
        CurrentRequest now = CurrentRequest.required();
        // The Host header is checked as well: an attacker's name may resolve to this machine.
        // Requests through a proxy are refused: nginx forwards remote requests with "Host:
        // localhost" from a loopback address.
        return config.devMode()
                && now.isForLoopback()
                && !now.isForwarded()
                && ip.address().map(InetAddress::isLoopbackAddress).orElse(false);
    }
}
