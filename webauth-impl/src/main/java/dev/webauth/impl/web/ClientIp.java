package dev.webauth.impl.web;

import dev.webauth.impl.config.IpRange;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * The address of whoever sent the request: the socket's peer, or, where that is a trusted proxy,
 * the right-most address in {@code webauth.real-ip-header} that is none.
 */
@ApplicationScoped
public class ClientIp {

    @Inject WebAuthConfig config;

    /** Empty outside a request. */
    public Optional<InetAddress> address() {
        return CurrentRequest.get().flatMap(this::of);
    }

    /** For the event log. */
    public Optional<String> text() {
        return address().map(InetAddress::getHostAddress);
    }

    /**
     * What limits are counted by: the address, or the /64 network of an IPv6 address, which one
     * attacker has whole. Empty for loopback: behind a proxy on this machine that is not
     * configured, everybody would share one limit.
     */
    public Optional<String> network() {
        return address().filter(address -> !address.isLoopbackAddress()).map(ClientIp::network);
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? address.getHostAddress()
                : java.util.HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
    }

    private Optional<InetAddress> of(CurrentRequest now) {
        Optional<InetAddress> peer = literal(now.request().getRemoteAddr());
        if (config.realIpHeader().isEmpty() || !peer.map(this::isTrusted).orElse(false)) {
            return peer;
        }
        String[] hops = now.header(config.realIpHeader().get()).orElse("").split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            Optional<InetAddress> hop = literal(hops[i].strip());
            if (hop.isEmpty()) {
                return peer;
            }
            if (!isTrusted(hop.get())) {
                return hop;
            }
        }
        return peer;
    }

    private static Optional<InetAddress> literal(String text) {
        int zone = text.indexOf('%');
        return IpRange.address(zone < 0 ? text : text.substring(0, zone));
    }

    private boolean isTrusted(InetAddress address) {
        return config.trustedProxies().stream().anyMatch(range -> range.contains(address));
    }
}
