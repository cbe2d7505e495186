package dev.webauth.impl.web;

import dev.webauth.impl.config.IpRange;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One hop in a proxy's header: an address, optionally with a port, in brackets or in quotes. */
final class ForwardedHop {

    /** The parameter {@code for=} of the header Forwarded (RFC 7239). */
    private static final Pattern FOR =
            Pattern.compile("(?:.*;)?\\s*for\\s*=([^;]*)(?:;.*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)\\](?::\\d{1,5})?");
    private static final Pattern V4_AND_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");

    private ForwardedHop() {}

    /** The address of a hop; empty for anything else, such as {@code unknown}. */
    static Optional<InetAddress> address(String hop) {
        Matcher forwarded = FOR.matcher(hop);
        String text = (forwarded.matches() ? forwarded.group(1) : hop).strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        for (Pattern form : new Pattern[] {BRACKETS, V4_AND_PORT}) {
            Matcher address = form.matcher(text);
            if (address.matches()) {
                text = address.group(1);
            }
        }
        int zone = text.indexOf('%');
        return IpRange.address(zone < 0 ? text : text.substring(0, zone));
    }
}
