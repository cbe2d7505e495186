package dev.webauth.impl.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The library's own cookies. Over https their names begin with {@code __Host-}, so that no other
 * host, such as a sibling sub-domain, can set them (RFC 6265bis, 4.1.3.2). This prefix requires
 * {@code Path=/}. The name therefore contains the context path, so that two applications on one
 * server do not share a cookie.
 */
@ApplicationScoped
public class OwnCookie {

    /** Finds the row of a log-in again. */
    public static final String LOGIN = "webauth_login";

    /** Belongs to a log-in that waits for a second factor. */
    public static final String PENDING = "webauth_pending";

    private static final String HOST_PREFIX = "__Host-";

    @Inject Origin origin;

    static boolean leadsToLogIn(String fullName) {
        return fullName.contains(LOGIN) || fullName.contains(PENDING);
    }

    /** The value of a cookie that the browser sent. */
    public Optional<String> read(CurrentRequest request, String name) {
        return request.cookie(fullName(name));
    }

    /** Sets a cookie. Without a lifetime it ends with the browser. */
    public void set(
            CurrentRequest request, String name, String value, Optional<Duration> lifetime) {
        send(request, name, value, lifetime.map(life -> (int) life.toSeconds()).orElse(-1));
    }

    /** Deletes a cookie in the browser. */
    public void delete(CurrentRequest request, String name) {
        send(request, name, "", 0);
    }

    private void send(CurrentRequest request, String name, String value, int maxAgeSeconds) {
        if (!request.isAnswered()) {
            boolean secure = origin.secure();
            String path = secure ? "/" : origin.path("/");
            request.setCookie(fullName(name), value, path, secure, maxAgeSeconds);
        }
    }

    private String fullName(String name) {
        return origin.secure() ? HOST_PREFIX + name + contextSuffix() : name;
    }

    /** The context path in characters that a cookie name may contain (RFC 6265, 4.1.1). */
    private String contextSuffix() {
        String context = origin.path("");
        return URLEncoder.encode(context.replace('/', '.'), StandardCharsets.UTF_8);
    }
}
