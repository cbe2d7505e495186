package dev.webauth;

import java.time.Duration;
import java.util.List;

/**
 * The caller's own log-ins (ASVS 7.5.2). Inject it: {@code @Inject Sessions sessions}.
 *
 * <p>Like {@link WebAuth} it works on the thread of an HTTP request of the application. A log-in
 * that is ended is refused by the next request that brings it, on every node.
 */
public interface Sessions {

    /**
     * The log-ins of the caller's account that still work; 100 at most, older ones have ended.
     *
     * @return the newest first; empty when nobody is logged in
     */
    List<Session> list();

    /**
     * Ends one log-in and fires {@code LoggedOut}; with the caller's own this is a log-out.
     *
     * @param id of {@link Session#id()}
     * @throws UserNotFoundException if the account has no such log-in, also the second time ({@code
     *     session_unknown})
     * @throws AccessDeniedException if nobody is logged in
     */
    void end(String id);

    /**
     * Ends all log-ins of the account but the caller's. Links, API keys and the password stay.
     *
     * @throws AccessDeniedException if nobody is logged in
     */
    void endOthers();

    /**
     * Asks for a recent proof of identity before a sensitive act of the application's own (ASVS
     * 7.5.1): a log-in, a checked password, a second factor or a confirmed session. A remembered
     * browser alone is no proof. A browser that is refused is led to the page that asks for a
     * proof, and back.
     *
     * @param age how old the proof may be; positive
     * @throws AccessDeniedException if it is older ({@code fresh_login_required}), or nobody is
     *     logged in ({@code not_authenticated})
     */
    void requireFresh(Duration age);
}
