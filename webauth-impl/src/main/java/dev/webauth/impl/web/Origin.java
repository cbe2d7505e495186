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
 * Where this application is reached, and whether a request comes from there. Links are built from
 * the configuration; the Host header is believed on loopback only.
 */
@ApplicationScoped
public class Origin {

    private static final Logger LOG = Logger.getLogger("dev.webauth");

    @Inject WebAuthConfig config;

    /**
     * The absolute URL of the context root, without a slash at its end.
     *
     * @throws UnavailableException if {@code webauth.public-url} is needed and not set
     */
    public String url() {
        return config.publicUrl().map(URI::toString).orElseGet(this::loopbackUrl);
    }

    private String loopbackUrl() {
        HttpServletRequest request = CurrentRequest.required().request();
        if (!CurrentRequest.required().isForLoopback()) {
            LOG.severe(
                    "webauth.public-url is not set, and a request that needs a link did not come to"
                            + " localhost: it was answered with 503. Set it to the URL at which"
                            + " browsers reach the application.");
            throw new UnavailableException("Links cannot be made at the moment", null);
        }
        int port = request.getServerPort();
        boolean standard = port == ("https".equals(request.getScheme()) ? 443 : 80);
        return request.getScheme()
                + "://"
                + request.getServerName()
                + (standard ? "" : ":" + port)
                + request.getContextPath();
    }

    /** A path of this application, as seen from the server's root. */
    public String path(String local) {
        String root =
                config.publicUrl()
                        .map(URI::getRawPath)
                        .orElseGet(() -> CurrentRequest.required().request().getContextPath());
        return root + local;
    }

    /** What is below the context root in a URL of this application; empty for any other URL. */
    Optional<String> localPath(String url) {
        String root = url() + "/";
        return url.startsWith(root)
                ? Optional.of("/" + url.substring(root.length()))
                : Optional.empty();
    }

    /** A route of the library, as an absolute URL. */
    public String route(String path) {
        return url() + config.basePrefix() + path;
    }

    /** Whether cookies are to be sent over https only. */
    public boolean secure() {
        return config.https() && config.fixSsl()
                || CurrentRequest.get().map(now -> now.request().isSecure()).orElse(false);
    }

    /**
     * Refuses a request that another web site made the browser send (OWASP CSRF: Fetch Metadata,
     * else Origin, else Referer). One that carries none of the three does not come from a browser
     * of the last years, and passes.
     */
    public void requireSame() {
        if (CurrentRequest.get().map(this::isCrossSite).orElse(false)) {
            throw new AccessDeniedException(
                    "cross_site", "The request was sent by another web site");
        }
    }

    /** {@link #requireSame} for requests that may change something. */
    public void requireSameIfUnsafe() {
        if (CurrentRequest.get().map(CurrentRequest::isUnsafe).orElse(false)) {
            requireSame();
        }
    }

    /** Whether another web site made the browser send this. */
    public boolean isCrossSite(CurrentRequest now) {
        Optional<String> site = now.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            return !site.get().equals("same-origin") && !site.get().equals("none");
        }
        return now.header("Origin")
                .or(() -> now.header("Referer"))
                .map(from -> !isOurs(from, now))
                .orElse(false);
    }

    private boolean isOurs(String from, CurrentRequest now) {
        String authority = authority(from);
        return authority != null
                && (authority.equals(now.request().getHeader("Host"))
                        || config.publicUrl()
                                .map(ours -> authority.equals(ours.getRawAuthority()))
                                .orElse(false));
    }

    private static String authority(String url) {
        try {
            return URI.create(url).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
