package dev.webauth.impl.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute http or https URL, normalized as browsers write an origin: lower case, no default
 * port. The host may contain an underscore, for which {@code URI.getHost()} returns null.
 *
 * @param port -1 for the default port
 * @param path without a slash at its end
 */
public record HttpUrl(String scheme, String host, int port, String path) {

    private static final Pattern AUTHORITY =
            Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+\\])(?::(\\d{0,5}))?");
    private static final int MAX_PORT = 65_535;

    /** Parses a URL; empty for any other text, and for a URL with a user name. */
    public static Optional<HttpUrl> parse(String text) {
        try {
            return parse(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<HttpUrl> parse(URI uri) {
        String scheme = lower(uri.getScheme());
        Matcher authority = AUTHORITY.matcher(lower(uri.getRawAuthority()));
        if (!scheme.equals("http") && !scheme.equals("https") || !authority.matches()) {
            return Optional.empty();
        }
        String digits = authority.group(2);
        int port = digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
        if (port > MAX_PORT) {
            return Optional.empty();
        }
        boolean standard = port == (scheme.equals("https") ? 443 : 80);
        String path = uri.getRawPath().replaceAll("/{2,}", "/").replaceFirst("/$", "");
        return Optional.of(new HttpUrl(scheme, authority.group(1), standard ? -1 : port, path));
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** Host and port. */
    public String authority() {
        return port < 0 ? host : host + ":" + port;
    }

    /** Scheme, host and port. */
    public String origin() {
        return scheme + "://" + authority();
    }

    URI toUri() {
        return URI.create(origin() + path);
    }
}
