package dev.webauth.impl.dev;

import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;

/** Who may see what dev mode adds: whoever asks this machine from this machine. */
@ApplicationScoped
class DevGate {

    @Inject WebAuthConfig config;
    @Inject ClientIp ip;

    /** Whether the current request may come in; for all others there is nothing here. */
    boolean isOpen() {
        // The host as well: a name of an attacker's may have been pointed at this machine.
        return config.devMode()
                && CurrentRequest.required().isForLoopback()
                && ip.address().map(InetAddress::isLoopbackAddress).orElse(false);
    }
}
