package dev.webauth.impl.dev;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;

/** Lets only requests from this machine to this machine see what dev mode adds. */
@ApplicationScoped
class DevGate {

    /** The first segment of the paths of dev mode. */
    static final String NAME = "dev";

    @Inject WebAuthConfig config;
    @Inject ClientIp ip;

    /** Whether the current request may come in; all others get 404. */
    boolean isOpen() {
        CurrentRequest now = CurrentRequest.required();
        // The host as well: an attacker's name may resolve to this machine. And no proxy: nginx
        // passes a request from anywhere on with "Host: localhost" from a loopback address.
        return config.devMode()
                && now.isForLoopback()
                && !now.isForwarded()
                && ip.address().map(InetAddress::isLoopbackAddress).orElse(false);
    }
}
