package dev.webauth.impl.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address or a CIDR range such as {@code 10.0.0.0/8}. */
public record IpRange(InetAddress base, int bits) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 =
            Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    static Optional<IpRange> parse(String text) {
        String[] parts = text.split("/", -1);
        Optional<InetAddress> base = address(parts[0]);
        if (base.isEmpty() || parts.length > 2) {
            return Optional.empty();
        }
        int all = base.get().getAddress().length * 8;
        try {
            int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
            return bits < 0 || bits > all
                    ? Optional.empty()
                    : Optional.of(new IpRange(base.get(), bits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Parses a literal address. No name server is asked, because the text may come from a client.
     */
    public static Optional<InetAddress> address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets the JDK parses an IPv6 literal only; without them it might resolve a host
            // name.
            return Optional.of(InetAddress.getByName(text.contains(":") ? "[" + text + "]" : text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
