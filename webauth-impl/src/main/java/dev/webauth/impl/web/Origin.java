package dev.webauth.impl.web;

import dev.webauth.AccessDeniedException;
import dev.webauth.UnavailableException;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * The URL of this application, and the check whether its own pages sent a request. Links are built
 * from the configuration. The Host header is trusted on loopback only.
 */
@ApplicationScoped
public class Origin {

    private static final Logger LOG = Logger.getLogger("dev.webauth");
    private static final String CROSS_SITE = "cross_site";

    @Inject WebAuthConfig config;

    /**
     * The absolute URL of the context root, without a slash at its end.
     *
     * @throws UnavailableException if {@code webauth.public-url} is needed but not set
     */
    public String url() {
        return config.publicUrl().map(URI::toString).orElseGet(this::loopbackUrl);
    }

    /**
     * The absolute URI of a path below the context root, for the browser of this request: without
     * {@code webauth.public-url} it has the host that the browser used.
     */
    public URI uri(String local) {
        String root = config.publicUrl().map(URI::toString).orElseGet(Origin::requestUrl);
        return URI.create(root + NextUri.encoded(local));
    }

    private String loopbackUrl() {
        if (!CurrentRequest.required().isForLoopback()) {
            LOG.severe(
                    "webauth.public-url is not set, and a request that needs a link did not come to"
                            + " localhost: it was answered with 503. Set it to the URL at which"
                            + " browsers reach the application.");
            throw new UnavailableException(
                    "public_url_missing", "Links cannot be made at the moment", null);
        }
        return requestUrl();
    }

    private static String requestUrl() {
        HttpServletRequest request = CurrentRequest.required().request();
        int port = request.getServerPort();
        boolean standard = port == ("https".equals(request.getScheme()) ? 443 : 80);
        return request.getScheme()
                + "://"
                + request.getServerName()
                + (standard ? "" : ":" + port)
                + request.getContextPath();
    }

    /** A path of this application, from the server's root. */
    public String path(String local) {
        String root =
                config.publicUrl()
                        .map(URI::getRawPath)
                        .orElseGet(() -> CurrentRequest.required().request().getContextPath());
        return root + local;
    }

    /** The part of a URL of this application below the context root; empty for any other URL. */
    Optional<String> localPath(String url) {
        CurrentRequest now = CurrentRequest.required();
        String root =
                config.publicUrl()
                                .map(URI::toString)
                                .orElseGet(
                                        () ->
                                                now.request().getScheme()
                                                        + "://"
                                                        + now.header("Host").orElse("")
                                                        + now.request().getContextPath())
                        + "/";
        return url.startsWith(root)
                ? Optional.of("/" + url.substring(root.length()))
                : Optional.empty();
    }

    /** The absolute URL of a route of the library. */
    public String route(String path) {
        return url() + config.basePrefix() + path;
    }

    /** Whether cookies are sent over https only. */
    public boolean secure() {
        return config.https() && config.fixSsl()
                || CurrentRequest.get().map(now -> now.request().isSecure()).orElse(false);
    }

    /**
     * Refuses a request that another web site made the browser send. A request of unknown origin
     * passes if it has no session, because it can then not abuse one.
     */
    public void requireSame() {
        CurrentRequest.get().ifPresent(this::requireSame);
    }

    private void requireSame(CurrentRequest now) {
        RequestSource source = source(now);
        if (isCrossSite(now)) {
            throw new AccessDeniedException(CROSS_SITE, "The request was sent by another web site");
        }
        if (source == RequestSource.UNKNOWN && now.isUnsafe() && now.hasSession()) {
            throw new AccessDeniedException(
                    "origin_missing",
                    "The request does not tell which web site sent it; send the header Origin or"
                            + " Sec-Fetch-Site with it");
        }
    }

    /** {@link #requireSame} for a method of the API that only stores a value in the session. */
    public void requireSameIfUnsafe() {
        apiCall().filter(CurrentRequest::isUnsafe).ifPresent(this::requireSame);
    }

    /** {@link #requireSame} for a method of the API that changes or counts something. */
    public void requireSameForChange() {
        apiCall()
                .ifPresent(
                        now -> {
                            requireSame(now);
                            if (!now.isUnsafe() && !RequestSource.isForPage(now)) {
                                throw new AccessDeniedException(
                                        "not_opened",
                                        "The browser fetched this page without anybody opening it");
                            }
                        });
    }

    /**
     * Empty within a route, which checks by itself: application code called by it may use the API.
     */
    private static Optional<CurrentRequest> apiCall() {
        return CurrentRequest.get().filter(now -> !now.remembers(Route.class));
    }

    /** Whether another web site made the browser send this request. */
    public boolean isCrossSite(CurrentRequest now) {
        RequestSource source = source(now);
        return source == RequestSource.OTHER_SITE || source == RequestSource.OPAQUE;
    }

    /** Whether the user opened this from a page of this site or by typing the address. */
    public boolean isOwnNavigation(CurrentRequest now) {
        return source(now) == RequestSource.OWN_SITE && isNavigation(now);
    }

    /** Whether the user opened this, from any site; not an image, a script or a prefetch. */
    public boolean isNavigation(CurrentRequest now) {
        return RequestSource.isNavigation(now);
    }

    RequestSource source(CurrentRequest now) {
        return RequestSource.of(now, config);
    }
}
