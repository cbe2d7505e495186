package dev.webauth.impl.web;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The address of the client: the socket's peer, or, where that is a trusted proxy, the right-most
 * address in all lines of {@code webauth.real-ip-header} that is not a trusted proxy's.
 */
@ApplicationScoped
public class ClientIp {

    @Inject WebAuthConfig config;
    @Inject ProxyWarning warning;

    /** Empty outside a request. */
    public Optional<InetAddress> address() {
        return CurrentRequest.get().flatMap(this::of);
    }

    /** For the event log. */
    public Optional<String> text() {
        return address().map(InetAddress::getHostAddress);
    }

    /**
     * The subject of limits: the address, or the /64 network of an IPv6 address, all of which one
     * attacker may have. Empty for loopback: all clients behind an unconfigured proxy on this
     * machine would share one limit.
     */
    public Optional<String> network() {
        return address().filter(address -> !address.isLoopbackAddress()).map(ClientIp::network);
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? address.getHostAddress()
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
    }

    private Optional<InetAddress> of(CurrentRequest now) {
        Optional<InetAddress> peer = ForwardedHop.address(now.request().getRemoteAddr());
        boolean trusted = peer.map(this::isTrusted).orElse(false);
        peer.ifPresent(address -> warning.look(now, address, trusted));
        if (config.realIpHeader().isEmpty() || !trusted) {
            return peer;
        }
        String[] hops = now.header(config.realIpHeader().get()).orElse("").split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            Optional<InetAddress> hop = ForwardedHop.address(hops[i]);
            if (hop.isEmpty()) {
                return peer;
            }
            if (!isTrusted(hop.get())) {
                return hop;
            }
        }
        return peer;
    }

    private boolean isTrusted(InetAddress address) {
        return config.trustedProxies().stream().anyMatch(range -> range.contains(address));
    }
}
