package dev.webauth;

import java.time.Duration;
import java.util.List;

/**
 * The caller's own log-ins (ASVS 7.5.2). Inject it: {@code @Inject Sessions sessions}.
 *
 * <p>Like {@link WebAuth} it works on the thread of an HTTP request of the application. Once a
 * log-in has ended, the next request with its cookie is refused, on every node.
 */
public interface Sessions {

    /**
     * The valid log-ins of the caller's account. There are at most 100; the oldest are ended first.
     *
     * @return the newest first; empty when nobody is logged in
     */
    List<Session> list();

    /**
     * Ends one log-in and fires {@code LoggedOut}. With the caller's own log-in this is a log-out.
     *
     * @param id of {@link Session#id()}
     * @throws UserNotFoundException if the account has no such log-in, also in a second call
     *     ({@code session_unknown})
     * @throws AccessDeniedException if nobody is logged in
     */
    void end(String id);

    /**
     * Ends all log-ins of the account except the caller's. Links, API key and password stay valid.
     *
     * @throws AccessDeniedException if nobody is logged in
     */
    void endOthers();

    /**
     * Requires a recent proof of identity before a sensitive action of the application (ASVS
     * 7.5.1): a log-in, a checked password, a second factor or a confirmed session. A remembered
     * browser is not a proof. A refused browser is redirected to the page that asks for a proof,
     * and back.
     *
     * @param age the maximum age of the proof; positive
     * @throws AccessDeniedException if it is older ({@code fresh_login_required}), or nobody is
     *     logged in ({@code not_authenticated})
     */
    void requireFresh(Duration age);
}
