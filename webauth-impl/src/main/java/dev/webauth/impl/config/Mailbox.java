package dev.webauth.impl.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address with a display name. The mail is written from the two parsed parts, so that
 * every accepted value can also be sent.
 *
 * @param name in any script; empty if there is only an address
 */
public record Mailbox(String name, String address) {

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?=.{1,254}$)(?=.{1,64}@)"
                            + ATOM
                            + "(?:\\."
                            + ATOM
                            + ")*@"
                            + LABEL
                            + "(?:\\."
                            + LABEL
                            + ")*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\u2028\u2029]");
    private static final int MAX_NAME_LENGTH = 200;

    /** The address with its domain in ASCII; empty for anything but one plain address. */
    public static Optional<String> address(String typed) {
        int at = typed.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        return Domain.ascii(typed.substring(at + 1))
                .map(domain -> typed.substring(0, at) + "@" + domain)
                .filter(address -> ADDRESS.matcher(address).matches());
    }

    /** Reads {@code app@example.org} or {@code Name <app@example.org>}; empty for anything else. */
    static Optional<Mailbox> parse(String text) {
        int angle = text.lastIndexOf('<');
        if (angle < 0 || !text.endsWith(">")) {
            return address(text).map(address -> new Mailbox("", address));
        }
        String name = unquoted(text.substring(0, angle).strip());
        return address(text.substring(angle + 1, text.length() - 1))
                .filter(address -> isName(name))
                .map(address -> new Mailbox(name, address));
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
    }

    private static boolean isName(String name) {
        return name.length() <= MAX_NAME_LENGTH && !UNPRINTABLE.matcher(name).find();
    }
}
