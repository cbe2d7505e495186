package dev.webauth.impl.web;

import dev.webauth.impl.config.HttpUrl;
import dev.webauth.impl.config.WebAuthConfig;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The site whose page made the browser send a request, as far as the headers show. */
enum RequestSource {
    OWN_SITE,
    OTHER_SITE,
    /** {@code Origin: null}, from a sandboxed frame or a page with a strict referrer policy. */
    OPAQUE,
    /** Without Fetch Metadata, Origin and Referer; no current browser sends such a request. */
    UNKNOWN;

    /** Destinations whose response a user or a script can read; that of an image cannot be read. */
    private static final Set<String> PAGES = Set.of("document", "iframe", "frame", "empty");

    private static final Set<String> PURPOSE_HEADERS =
            Set.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    /** Checks Fetch Metadata, else Origin, else Referer (OWASP CSRF). */
    static RequestSource of(CurrentRequest now, WebAuthConfig config) {
        Optional<String> site = now.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            boolean own = site.get().equals("same-origin") || site.get().equals("none");
            return own ? OWN_SITE : OTHER_SITE;
        }
        Optional<String> origin = now.header("Origin");
        if (origin.filter("null"::equals).isPresent()) {
            return OPAQUE;
        }
        return origin.or(() -> now.header("Referer"))
                .map(from -> isOurs(from, now, config) ? OWN_SITE : OTHER_SITE)
                .orElse(UNKNOWN);
    }

    private static boolean isOurs(String from, CurrentRequest now, WebAuthConfig config) {
        Optional<HttpUrl> sender = HttpUrl.parse(withoutQuery(from));
        return sender.isPresent()
                && Stream.concat(
                                config.publicOrigin().map(HttpUrl::origin).stream(),
                                now
                                        .header("Host")
                                        .flatMap(
                                                host ->
                                                        HttpUrl.parse(
                                                                sender.get().scheme()
                                                                        + "://"
                                                                        + host))
                                        .map(HttpUrl::origin)
                                        .stream())
                        .anyMatch(sender.get().origin()::equals);
    }

    /** A Referer may contain characters that {@code URI} refuses. */
    private static String withoutQuery(String url) {
        return url.split("[?#]", 2)[0];
    }

    /** Whether the browser prefetches a page that the user has not opened. */
    static boolean isPrefetch(CurrentRequest now) {
        return PURPOSE_HEADERS.stream()
                .flatMap(name -> now.header(name).stream())
                .map(purpose -> purpose.toLowerCase(Locale.ROOT))
                .anyMatch(
                        purpose ->
                                purpose.contains("prefetch")
                                        || purpose.contains("prerender")
                                        || purpose.contains("preview"));
    }

    /** Whether the user opened this in a tab. Without Fetch Metadata this is assumed. */
    static boolean isNavigation(CurrentRequest now) {
        return !isPrefetch(now)
                && now.header("Sec-Fetch-Mode").map("navigate"::equals).orElse(true)
                && now.header("Sec-Fetch-Dest").map("document"::equals).orElse(true);
    }

    /** Whether a user or a script can read the response. */
    static boolean isForPage(CurrentRequest now) {
        return !isPrefetch(now) && now.header("Sec-Fetch-Dest").map(PAGES::contains).orElse(true);
    }
}
