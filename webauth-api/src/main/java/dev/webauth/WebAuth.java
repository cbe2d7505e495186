package dev.webauth;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account of whoever makes this request. Inject it: {@code @Inject WebAuth webauth}.
 *
 * <p>Calls work inside an HTTP request of the application, on the thread that serves it. On another
 * thread (a managed executor, a timer, a WebSocket) they throw {@link IllegalStateException}, and
 * change nothing: pass the account's id to that thread. {@link #getUserByApiKey}, {@link #touch},
 * {@link #cleanup}, {@link #getProviders}, {@link #getLogoutPath}, {@link #getReauthenticationPath}
 * and {@link #getClientAddress} work on every thread, and with {@code webauth.public-url} {@link
 * #confirmEmailOwnership}, {@link #generateConfirmAction} and {@link #path}. Database work joins
 * the caller's JTA transaction if there is one, and is committed on its own otherwise; a method
 * that throws a {@link WebAuthException} has changed nothing and leaves the caller's transaction
 * alive, unless its documentation says otherwise. Mail leaves after the commit, never inside the
 * call.
 *
 * <p>The log-in lives in the HTTP session. No call makes a session unless it logs somebody in or is
 * {@link #setNext}. In a request that another web site made the browser send, every method that
 * changes or counts something throws {@link AccessDeniedException} with the code {@code
 * cross_site}; so it does in a POST with a session that does not tell where it comes from. In a GET
 * that no person opened (a prefetch, an image) the code is {@code not_opened}. {@link #setNext},
 * {@link #clearNext} and {@link #touch} are refused only with an unsafe method (POST, PUT, PATCH,
 * DELETE), because a page to which another site links may call them. Methods that only read are
 * never refused for that reason.
 *
 * <p>Every method may throw {@link UnavailableException} while the database is away. Parameters are
 * never null unless their documentation says so: null is an {@link InvalidInputException} of code
 * {@code parameter_missing} that names the parameter. It is answered with 400, because a form that
 * lacks a field gives null to the application.
 *
 * <p>A <em>path</em> is always one of this application and begins with a slash, which stands for
 * the context root: {@code /dashboard} is that page below any context path and any
 * {@code @ApplicationPath}. That holds for what is given (a <em>next URI</em>), what is returned
 * ({@link #logout}, {@link LoginProvider#loginPath}) and in the configuration; {@link #path} makes
 * the URI of it for a redirect or a link. Anything else, an absolute URL for one, is an {@link
 * InvalidInputException} as a next URI.
 */
public interface WebAuth {

    /**
     * Makes an account, logs it in, and mails a confirmation link that leads to the root URI. The
     * same as {@code register(email, password, false, null)}.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link #setUserPassword}
     * @return where to go, as {@link #logout()}
     * @throws InvalidInputException if the address is malformed or the password against the rules
     * @throws ResourceAlreadyExistsException if the address is taken
     * @throws AccessDeniedException if registration is closed ({@code registration_closed})
     */
    default String register(String email, String password) {
        return register(email, password, false, null);
    }

    /**
     * Makes an account, logs it in, and mails a confirmation link. The same as {@code
     * register(email, password, false, nextActionUri)}.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link #setUserPassword}
     * @param nextActionUri where the confirmation link leads in the end; null for the root URI
     * @return where to go, as {@link #logout()}
     * @throws InvalidInputException if the address is malformed or the password against the rules
     * @throws ResourceAlreadyExistsException if the address is taken
     * @throws AccessDeniedException if registration is closed ({@code registration_closed})
     */
    default String register(String email, String password, String nextActionUri) {
        return register(email, password, false, nextActionUri);
    }

    /**
     * Makes an account and logs it in; a confirmation link, if one is mailed, leads to the root
     * URI. The same as {@code register(email, password, confirmed, null)}.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link #setUserPassword}
     * @param confirmed true if the application has proved the address by other means
     * @return where to go, as {@link #logout()}
     * @throws InvalidInputException if the address is malformed or the password against the rules
     * @throws ResourceAlreadyExistsException if the address is taken
     * @throws AccessDeniedException if registration is closed ({@code registration_closed})
     */
    default String register(String email, String password, boolean confirmed) {
        return register(email, password, confirmed, null);
    }

    /**
     * Makes an account and logs it in.
     *
     * <p>With {@code webauth.conceal-accounts} nobody is logged in by this call, a taken address is
     * no error, and its owner is told by mail instead. The new account cannot log in by password
     * until its confirmation link was used.
     *
     * <p>If two calls for one address meet at the same instant, one of them fails on the database's
     * unique constraint; its {@link ResourceAlreadyExistsException} then leaves a caller's
     * transaction marked for rollback.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link #setUserPassword}
     * @param confirmed true if the application has proved the address by other means; false mails a
     *     confirmation link, and the account is deleted by itself if nobody follows it within
     *     {@code webauth.user-unconfirmed-expires}
     * @param nextActionUri where the confirmation link leads in the end; null for the root URI
     * @return where to go, as {@link #logout()}
     * @throws InvalidInputException if the address is malformed or the password against the rules
     * @throws ResourceAlreadyExistsException if the address is taken
     * @throws AccessDeniedException if registration is closed ({@code registration_closed})
     */
    String register(String email, String password, boolean confirmed, String nextActionUri);

    /**
     * Logs in until the browser is closed. The same as {@code login(email, password, false)}.
     *
     * @param email the address as typed; compared without regard to case
     * @param password the password as typed
     * @return whether the log-in is complete
     * @throws AccessDeniedException if the two do not fit, or too many tries failed before; the
     *     cases are not told apart (ASVS 6.3.8)
     */
    default LoginResult login(String email, String password) {
        return login(email, password, false);
    }

    /**
     * Logs in. Another log-in of this browser ends first. The HTTP session gets a new id, and
     * everything it held before is gone except the {@link #setNext next URI}.
     *
     * <p>The log-in follows the caller's transaction: after a rollback the browser is logged in as
     * it was before.
     *
     * @param email the address as typed; compared without regard to case
     * @param password the password as typed
     * @param remember true keeps the browser logged in after it is closed, for {@code
     *     webauth.session.remember}
     * @return whether the log-in is complete; with {@link LoginResult#SECOND_FACTOR_REQUIRED}
     *     {@link #isAuthenticated()} is still false
     * @throws AccessDeniedException if the two do not fit, or too many tries failed before; the
     *     cases are not told apart (ASVS 6.3.8). With the right password of an account that an
     *     operator has closed: {@code account_disabled}
     */
    LoginResult login(String email, String password, boolean remember);

    /**
     * Logs out and ends the session; without a session it does nothing. The second time is
     * harmless.
     *
     * @return where to go: the {@link #setNext next URI}, else the root URI; for a redirect give it
     *     to {@link #path}
     */
    String logout();

    /**
     * Whether somebody is logged in, asked of the database once a request: false as soon as the
     * account is deleted or another session has changed its password.
     *
     * @return whether somebody is logged in
     */
    boolean isAuthenticated();

    /**
     * Whether the caller has confirmed an e-mail address or came by a provider, as the database
     * says now.
     *
     * @return false also when nobody is logged in
     */
    boolean isConfirmed();

    /**
     * Whether the caller proved a mailbox by a link within the last 15 minutes, so that an
     * application need not ask for the old password (ASVS 7.5.1).
     *
     * @return false also when nobody is logged in
     */
    boolean isConfirmedSession();

    /** Ends the confirmed session, not the log-in. The second time is harmless. */
    void stopConfirmedSession();

    /**
     * The caller's account.
     *
     * @return the primary key in {@code webauth_user}; empty when nobody is logged in
     */
    Optional<Long> getUserId();

    /**
     * The caller's account, for what no visitor may do.
     *
     * @return the primary key in {@code webauth_user}
     * @throws AccessDeniedException if nobody is logged in ({@code not_authenticated}): a browser
     *     is sent to the log-in page and back, a program is answered with 401
     */
    long requireUserId();

    /**
     * All that is known of the caller's account at once, as the database has it now.
     *
     * @return the account, with an empty {@link User#apiKey}; empty when nobody is logged in
     */
    Optional<User> getUser();

    /**
     * The caller's name as the provider of this log-in tells it, else any linked provider.
     *
     * @return text chosen by a stranger, to be escaped; empty if there is none
     */
    Optional<String> getUserName();

    /**
     * The caller's picture as the provider of this log-in tells it, else any linked provider.
     *
     * @return an {@code https} URL; empty if there is none
     */
    Optional<String> getUserPicture();

    /**
     * The caller's e-mail address in canonical form, confirmed or not.
     *
     * @return empty when nobody is logged in or the account has no address
     */
    Optional<String> getUserEmail();

    /**
     * Checks the caller's password; an account without one fails. The same as {@code
     * checkUserPassword(password, false)}.
     *
     * @param password the password as typed
     * @throws AccessDeniedException if it is wrong, or too many tries failed before
     */
    default void checkUserPassword(String password) {
        checkUserPassword(password, false);
    }

    /**
     * Checks the caller's password. Tries are counted together with log-ins.
     *
     * @param password the password as typed; may be null if {@code allowEmpty}
     * @param allowEmpty true lets an account that has no password pass, but only within 10 minutes
     *     of a log-in by a provider: an older session must prove itself again
     * @throws AccessDeniedException if it is wrong, too many tries failed before, or nobody is
     *     logged in
     */
    void checkUserPassword(String password, boolean allowEmpty);

    /**
     * Sets the caller's password. All other sessions of the account end, its outstanding links die,
     * and a notice is mailed; this session gets a new id and goes on.
     *
     * <p>This does not ask for the old password: call {@link #checkUserPassword} first unless
     * {@link #isConfirmedSession()}.
     *
     * @param password by default 8 to 256 characters, any Unicode but control characters; must be
     *     neither among the commonest passwords nor the account's address (NIST SP 800-63B 3.1.1.2)
     * @throws InvalidInputException if it is against the rules; {@link WebAuthException#code()}
     *     says which
     * @throws AccessDeniedException if nobody is logged in
     */
    void setUserPassword(String password);

    /**
     * Starts a change of the caller's e-mail address. A confirmed old address is mailed a link
     * first; once that is followed, or if there is no old address, the new one is mailed a link.
     * The address changes when the last link is followed. An old address that was never confirmed
     * is replaced at once, and the account stays unconfirmed. A call with another address ends the
     * earlier change.
     *
     * @param email the new address; the present one does nothing
     * @param nextActionUriOldAddr where the link to the old address leads; null for the root URI
     * @param nextActionUri where the link to the new address leads; null for the root URI
     * @throws InvalidInputException if the address is malformed
     * @throws ResourceAlreadyExistsException if the address is taken, unless {@code
     *     webauth.conceal-accounts}
     * @throws AccessDeniedException if nobody is logged in, the log-in is not fresh ({@code
     *     fresh_login_required}), or the account asked more than 5 times in 15 minutes ({@code
     *     too_many_changes})
     */
    void changeUserEmail(String email, String nextActionUriOldAddr, String nextActionUri);

    /**
     * Starts a change of the caller's e-mail address; the links lead to the root URI. The same as
     * {@code changeUserEmail(email, null, null)}.
     *
     * @param email the new address; the present one does nothing
     */
    default void changeUserEmail(String email) {
        changeUserEmail(email, null, null);
    }

    /**
     * Mails a recovery link that logs the owner in, confirms the address and starts a confirmed
     * session. Earlier recovery links work until the first of them is used. Over 5 a minute or 10
     * an hour for one address nothing is mailed, and the links stay good.
     *
     * @param email the address as typed
     * @param nextActionUri where the link leads, usually to a page that sets a password; null for
     *     the root URI
     * @throws UserNotFoundException if nobody has that address, unless {@code
     *     webauth.conceal-accounts}
     */
    void sendAccountRemind(String email, String nextActionUri);

    /**
     * Mails a recovery link that leads to the root URI. The same as {@code sendAccountRemind(email,
     * null)}.
     *
     * @param email the address as typed
     * @throws UserNotFoundException if nobody has that address, unless {@code
     *     webauth.conceal-accounts}
     */
    default void sendAccountRemind(String email) {
        sendAccountRemind(email, null);
    }

    /**
     * Mails the caller a confirmation link once more; earlier ones work until the first of them is
     * used. Over 5 in 15 minutes nothing is mailed. A confirmed account is left alone. Works as
     * well for a log-in that waits to set up a second factor.
     *
     * @param nextActionUri where the link leads; null for the root URI
     * @throws AccessDeniedException if nobody is logged in or the account has no address
     */
    void resendEmailConfirm(String nextActionUri);

    /**
     * Mails the caller a confirmation link that leads to the root URI. The same as {@code
     * resendEmailConfirm(null)}.
     *
     * @throws AccessDeniedException if nobody is logged in or the account has no address
     */
    default void resendEmailConfirm() {
        resendEmailConfirm(null);
    }

    /**
     * Mails a link to an address; following it in the browser that asked proves to this application
     * that the account's owner reads mail there. Nobody needs to be logged in.
     *
     * @param email where to
     * @param userId the account
     * @param nextActionUri where the link leads; null for the root URI
     * @param method what the link does: {@code account.confirm} makes the address the account's own
     *     and confirmed; anything else names a {@code ConfirmAction} bean, which is given {@code
     *     user_id} and {@code email}
     * @param templateId which mail: {@code confirm}, {@code change} or {@code remind}, or an id for
     *     which the application supplies texts
     * @throws InvalidInputException if the address is malformed, or the method or template unknown
     * @throws UserNotFoundException if there is no such account
     */
    void confirmEmailOwnership(
            String email, long userId, String nextActionUri, String method, String templateId);

    /**
     * Mails a link to an address; it leads to the root URI. The same as {@code
     * confirmEmailOwnership(email, userId, null, method, templateId)}.
     *
     * @param email where to
     * @param userId the account
     * @param method what the link does
     * @param templateId which mail
     * @throws InvalidInputException if the address is malformed, or the method or template unknown
     * @throws UserNotFoundException if there is no such account
     */
    default void confirmEmailOwnership(
            String email, long userId, String method, String templateId) {
        confirmEmailOwnership(email, userId, null, method, templateId);
    }

    /**
     * Mails a confirmation link that makes the address the account's own and leads to the root URI.
     * The same as {@code confirmEmailOwnership(email, userId, null, "account.confirm", "confirm")}.
     *
     * @param email where to
     * @param userId the account
     * @throws InvalidInputException if the address is malformed
     * @throws UserNotFoundException if there is no such account
     */
    default void confirmEmailOwnership(String email, long userId) {
        confirmEmailOwnership(email, userId, null, "account.confirm", "confirm");
    }

    /**
     * Makes a one-time link of the application's own. It is not mailed: that is the application's
     * part.
     *
     * @param method which {@code ConfirmAction} bean the link runs
     * @param expires how long it works, by the database's clock; positive
     * @param nextUri where the link leads; null for the root URI
     * @param data handed to the bean; kept in the database in readable form
     * @return the absolute URL; this is the only time that its key can be read
     * @throws InvalidInputException if no bean has that method, or the data is over 4,000
     *     characters
     */
    URI generateConfirmAction(
            String method, Duration expires, String nextUri, Map<String, String> data);

    /**
     * Makes a one-time link of the application's own that leads to the root URI. The same as {@code
     * generateConfirmAction(method, expires, null, data)}.
     *
     * @param method which {@code ConfirmAction} bean the link runs
     * @param expires how long it works, by the database's clock; positive
     * @param data handed to the bean; kept in the database in readable form
     * @return the absolute URL; this is the only time that its key can be read
     * @throws InvalidInputException if no bean has that method, or the data is over 4,000
     *     characters
     */
    default URI generateConfirmAction(String method, Duration expires, Map<String, String> data) {
        return generateConfirmAction(method, expires, null, data);
    }

    /**
     * Remembers in the session where to go after the next log-in or log-out.
     *
     * @param uri a next URI
     */
    void setNext(String uri);

    /**
     * Where to go next.
     *
     * @return what {@link #setNext} was given; empty if nothing
     */
    Optional<String> getNext();

    /** Forgets the next URI. */
    void clearNext();

    /**
     * The URI of a path of this application, for a redirect or a link. It is absolute, because
     * servers resolve a relative {@code Location} of a JAX-RS resource differently.
     *
     * @param path below the context root, with a leading slash
     * @return the path below {@code webauth.public-url}, else below the URL of this request
     * @throws InvalidInputException if it is no path of this application ({@code
     *     next_uri_not_local})
     */
    URI path(String path);

    /**
     * Where a browser logs out: by a form with the method POST, or by a link.
     *
     * @return a path such as {@code /auth/logout}
     */
    String getLogoutPath();

    /**
     * Where the caller proves again who they are, as {@link Sessions#requireFresh} demands. A
     * browser that is refused for that reason is led there by itself; a page that catches the
     * refusal offers it as a link.
     *
     * @param nextUri where that page leads afterwards; null for the root URI
     * @return a path such as {@code /auth/reauthenticate?next=%2Fdashboard}
     * @throws InvalidInputException if it is no next URI ({@code next_uri_not_local})
     */
    String getReauthenticationPath(String nextUri);

    /**
     * The providers that people can sign in with, for a page that offers them: a link or form to
     * {@link LoginProvider#loginPath} signs a visitor in, and links the identity to whoever is
     * signed in.
     *
     * @return in the order of the configuration; the same for every caller
     */
    List<LoginProvider> getProviders();

    /**
     * The caller's linked identities.
     *
     * @return in the order they were linked; empty also when nobody is logged in
     */
    List<UserProvider> getUserProviders();

    /**
     * Removes one linked identity of the caller; a notice is mailed.
     *
     * @param provider the provider's id
     * @param sub the subject at that provider
     * @throws ResourceBusyException if it is the last usable way into the account
     * @throws UserNotFoundException if the caller has no such identity
     * @throws AccessDeniedException if nobody is logged in
     */
    void deleteUserProvider(String provider, String sub);

    /**
     * The caller's API key. Show it only where the session is safe, after asking for the password
     * for one.
     *
     * @return 32 characters; empty with {@code webauth.api-key.reveal=false}, where a key is seen
     *     once, when {@link #regenerateApiKey()} returns it
     * @throws AccessDeniedException if nobody is logged in
     */
    Optional<String> getUserApiKey();

    /**
     * Gives the caller a new API key; the old one stops working when this is committed. A notice is
     * mailed.
     *
     * @return the new key, 32 characters
     * @throws AccessDeniedException if nobody is logged in
     */
    String regenerateApiKey();

    /**
     * Finds the account of an API key; the key of an unconfirmed account does not work yet. Needs
     * no session and makes none.
     *
     * @param key what the caller of an API sent, in a header and never in a URL (ASVS 14.2.1); may
     *     be null
     * @return the account
     * @throws UserNotFoundException if it is nobody's key; a malformed one is refused without
     *     asking the database
     */
    User getUserByApiKey(String key);

    /**
     * Deletes the caller's account with everything that belongs to it, and logs out. Rows of {@code
     * webauth_user_log} stay, without the address.
     *
     * @return where to go, as {@link #logout()}
     * @throws AccessDeniedException if nobody is logged in
     * @throws ResourceBusyException if a row of the application still refers to the account
     */
    String deleteUser();

    /**
     * The network address of the client that sent this request: the peer of the connection, or what
     * a trusted proxy tells in {@code webauth.real-ip-header}. It is personal data.
     *
     * @return an IPv4 or IPv6 address as text; empty outside a request
     */
    Optional<String> getClientAddress();

    /**
     * Notes that an account is in use now, in {@code webauth_user.d_active}.
     *
     * @param userId the account; an unknown one does nothing
     */
    void touch(long userId);

    /**
     * Deletes what has expired: links, counters, sent mail, and accounts that were never confirmed
     * within {@code webauth.user-unconfirmed-expires} and have no provider. Runs by itself once an
     * hour, on one node of a cluster; calling it is never needed. Works in transactions of its own,
     * never in the caller's.
     */
    void cleanup();
}
