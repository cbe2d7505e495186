package dev.webauth.impl.web;

import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The address of the client. It is the peer of the socket. If the peer is a trusted proxy, it is
 * the right-most address in {@code webauth.real-ip-header} (all its lines) that is not a trusted
 * proxy.
 */
@ApplicationScoped
public class ClientIp {

    @Inject WebAuthConfig config;
    @Inject ProxyWarning warning;

    /** The address; empty outside a request. */
    public Optional<InetAddress> address() {
        return CurrentRequest.get().flatMap(this::of);
    }

    /** The address as text, for the event log. */
    public Optional<String> text() {
        return address().map(InetAddress::getHostAddress);
    }

    /**
     * The subject of rate limits: the address, or the /64 network of an IPv6 address, because one
     * attacker may have all addresses in it. Empty for loopback: all clients behind an unconfigured
     * proxy on this machine would share one limit.
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
