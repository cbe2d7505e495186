package dev.webauth;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account of the caller of this request. Inject it: {@code @Inject WebAuth webauth}.
 *
 * <p>Calls work inside an HTTP request of the application, on the thread that serves it. On another
 * thread (a managed executor, a timer, a WebSocket) they throw {@link IllegalStateException} and
 * change nothing: pass the account's id to that thread. {@link #getUserByApiKey}, {@link #touch},
 * {@link #cleanup}, {@link #getProviders}, {@link #getLogoutPath}, {@link #getReauthenticationPath}
 * and {@link #getClientAddress} work on any thread. If {@code webauth.public-url} is set, {@link
 * #confirmEmailOwnership}, {@link #generateConfirmAction} and {@link #path} do, too. Database work
 * joins the caller's JTA transaction. Without one it is committed in a transaction of its own. A
 * method that throws a {@link WebAuthException} has changed nothing and leaves the caller's
 * transaction active, unless its documentation says otherwise. Mail is sent after the commit, never
 * inside the call.
 *
 * <p>The HTTP session holds the log-in. No call creates a session unless it logs somebody in or is
 * {@link #setNext}. If another web site made the browser send the request, every method that
 * changes or counts something throws {@link AccessDeniedException} with the code {@code
 * cross_site}. A POST with a session whose headers name no site is refused, too. In a GET that the
 * user did not open (a prefetch, an image) the code is {@code not_opened}. {@link #setNext}, {@link
 * #clearNext} and {@link #touch} are refused only with an unsafe method (POST, PUT, PATCH, DELETE),
 * because a page to which another site links may call them. Methods that only read are never
 * refused for these reasons.
 *
 * <p>Every method may throw {@link UnavailableException} while the database is unavailable.
 * Parameters must not be null unless their documentation says so. Null causes an {@link
 * InvalidInputException} with the code {@code parameter_missing} that names the parameter. Its
 * status is 400, because a form without a field passes null to the application.
 *
 * <p>A <em>path</em> belongs to this application and begins with a slash, which stands for the
 * context root: {@code /dashboard} is the same page below any context path and with any
 * {@code @ApplicationPath}. This applies to parameters (a <em>next URI</em>), to results ({@link
 * #logout}, {@link LoginProvider#loginPath}) and to the configuration. {@link #path} converts it to
 * a URI for a redirect or a link. Any other text, such as an absolute URL, causes an {@link
 * InvalidInputException} as a next URI.
 */
public interface WebAuth {

    /**
     * Creates an account, logs it in, and mails a confirmation link that leads to the root URI. The
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
     * Creates an account, logs it in, and mails a confirmation link. The same as {@code
     * register(email, password, false, nextActionUri)}.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link #setUserPassword}
     * @param nextActionUri where the confirmation link leads in the end; null for the root URI
     * @return where to go, as {@link #logout()}
     * @throws InvalidInputException if the address is malformed or the password violates a rule
     * @throws ResourceAlreadyExistsException if the address is taken
     * @throws AccessDeniedException if registration is closed ({@code registration_closed})
     */
    default String register(String email, String password, String nextActionUri) {
        return register(email, password, false, nextActionUri);
    }

    /**
     * Creates an account and logs it in. If a confirmation link is mailed, it leads to the root
     * URI. The same as {@code register(email, password, confirmed, null)}.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link #setUserPassword}
     * @param confirmed true if the application has proved the address by other means
     * @return where to go, as {@link #logout()}
     * @throws InvalidInputException if the address is malformed or the password violates a rule
     * @throws ResourceAlreadyExistsException if the address is taken
     * @throws AccessDeniedException if registration is closed ({@code registration_closed})
     */
    default String register(String email, String password, boolean confirmed) {
        return register(email, password, confirmed, null);
    }

    /**
     * Makes an account and logs it in.
     *
     * <p>With {@code webauth.conceal-accounts} this call logs nobody in. A taken address is not an
     * error; its owner gets a mail instead. The new account cannot log in with its password until
     * its confirmation link has been used.
     *
     * <p>If two calls register one address at the same time, one of them violates the database's
     * unique constraint. Its {@link ResourceAlreadyExistsException} then leaves the caller's
     * transaction marked for rollback.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link #setUserPassword}
     * @param confirmed true if the application has proved the address by other means; false mails a
     *     confirmation link, and the account is deleted automatically if nobody opens the link
     *     within {@code webauth.user-unconfirmed-expires}
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
     * @throws AccessDeniedException if address and password do not match, or too many tries failed
     *     before; the exception is the same (ASVS 6.3.8)
     */
    default LoginResult login(String email, String password) {
        return login(email, password, false);
    }

    /**
     * Logs in. Another log-in of this browser ends first. The HTTP session gets a new id and loses
     * its attributes except the {@link #setNext next URI}.
     *
     * <p>The log-in follows the caller's transaction: after a rollback the browser has its previous
     * log-in again.
     *
     * @param email the address as typed; compared without regard to case
     * @param password the password as typed
     * @param remember true keeps the browser logged in after it is closed, for {@code
     *     webauth.session.remember}
     * @return whether the log-in is complete; with {@link LoginResult#SECOND_FACTOR_REQUIRED}
     *     {@link #isAuthenticated()} is still false
     * @throws AccessDeniedException if address and password do not match, or too many tries failed
     *     before; the exception is the same (ASVS 6.3.8). With the right password of an account
     *     that an operator has disabled, its code is {@code account_disabled}
     */
    LoginResult login(String email, String password, boolean remember);

    /**
     * Logs out and ends the session. Without a session it does nothing, so a second call is
     * harmless.
     *
     * @return where to go: the {@link #setNext next URI}, else the root URI; pass it to {@link
     *     #path} for a redirect
     */
    String logout();

    /**
     * Whether somebody is logged in. The database is asked once per request, so the result is false
     * as soon as the account is deleted or another session has changed its password.
     *
     * @return whether somebody is logged in
     */
    boolean isAuthenticated();

    /**
     * Whether the caller's account is confirmed in the database: its owner has confirmed an e-mail
     * address, or a provider's sign-in created it.
     *
     * @return false also when nobody is logged in
     */
    boolean isConfirmed();

    /**
     * Whether the caller opened a mailed link within the last 15 minutes and so proved the mailbox.
     * An application then need not ask for the old password (ASVS 7.5.1).
     *
     * @return false also when nobody is logged in
     */
    boolean isConfirmedSession();

    /** Ends the confirmed session, not the log-in. A second call does nothing. */
    void stopConfirmedSession();

    /**
     * The caller's account.
     *
     * @return the primary key in {@code webauth_user}; empty when nobody is logged in
     */
    Optional<Long> getUserId();

    /**
     * The caller's account, for actions that are not open to visitors.
     *
     * @return the primary key in {@code webauth_user}
     * @throws AccessDeniedException if nobody is logged in ({@code not_authenticated}): a browser
     *     is redirected to the log-in page and back, a program gets 401
     */
    long requireUserId();

    /**
     * The caller's account with all its public values, as the database has them now.
     *
     * @return the account, with an empty {@link User#apiKey}; empty when nobody is logged in
     */
    Optional<User> getUser();

    /**
     * The caller's name from the provider of this log-in, else from any linked provider.
     *
     * @return untrusted text, which must be escaped; empty if there is none
     */
    Optional<String> getUserName();

    /**
     * The caller's picture from the provider of this log-in, else from any linked provider.
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
     * Checks the caller's password; for an account without one it throws. The same as {@code
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
     * @param allowEmpty true accepts an account without a password, but only within 10 minutes
     *     after a log-in with a provider: later the caller must prove their identity again
     * @throws AccessDeniedException if it is wrong, too many tries failed before, or nobody is
     *     logged in
     */
    void checkUserPassword(String password, boolean allowEmpty);

    /**
     * Sets the caller's password. All other sessions of the account end, its unused links become
     * invalid, and a notice is mailed. This session gets a new id and stays logged in.
     *
     * <p>This does not ask for the old password: call {@link #checkUserPassword} first unless
     * {@link #isConfirmedSession()}.
     *
     * @param password by default 8 to 256 characters, any Unicode except control characters; must
     *     be neither a common password nor the account's address (NIST SP 800-63B 3.1.1.2)
     * @throws InvalidInputException if it violates a rule; {@link WebAuthException#code()} names
     *     the rule
     * @throws AccessDeniedException if nobody is logged in
     */
    void setUserPassword(String password);

    /**
     * Starts a change of the caller's e-mail address. A confirmed old address gets a link first.
     * When that link is opened, or if there is no old address, the new address gets a link. The
     * address changes when the last link is opened. An old address that was never confirmed is
     * replaced immediately, and the account stays unconfirmed. A call with another address cancels
     * the earlier change.
     *
     * @param email the new address; with the current one the call does nothing
     * @param nextActionUriOldAddr where the link to the old address leads; null for the root URI
     * @param nextActionUri where the link to the new address leads; null for the root URI
     * @throws InvalidInputException if the address is malformed
     * @throws ResourceAlreadyExistsException if the address is taken, unless {@code
     *     webauth.conceal-accounts}
     * @throws AccessDeniedException if nobody is logged in, the log-in is not fresh ({@code
     *     fresh_login_required}), or the account requested more than 5 changes in 15 minutes
     *     ({@code too_many_changes})
     */
    void changeUserEmail(String email, String nextActionUriOldAddr, String nextActionUri);

    /**
     * Starts a change of the caller's e-mail address; the links lead to the root URI. The same as
     * {@code changeUserEmail(email, null, null)}.
     *
     * @param email the new address; with the current one the call does nothing
     */
    default void changeUserEmail(String email) {
        changeUserEmail(email, null, null);
    }

    /**
     * Mails a recovery link that logs the owner in, confirms the address and starts a confirmed
     * session. Earlier recovery links work until one of them is used. Beyond 5 requests a minute or
     * 10 an hour for one address nothing is mailed, and the earlier links stay valid.
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
     * Mails the caller another confirmation link. Earlier ones work until one of them is used.
     * Beyond 5 requests in 15 minutes nothing is mailed. For a confirmed account it does nothing.
     * It also works for a log-in that waits for the set-up of a second factor.
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
     * @param email the address
     * @param userId the account
     * @param nextActionUri where the link leads; null for the root URI
     * @param method the action of the link: {@code account.confirm} makes the address the account's
     *     confirmed address; any other text names a {@code ConfirmAction} bean, which gets {@code
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
     * @param email the address
     * @param userId the account
     * @param method the action of the link
     * @param templateId the id of the mail
     * @throws InvalidInputException if the address is malformed, or the method or template unknown
     * @throws UserNotFoundException if there is no such account
     */
    default void confirmEmailOwnership(
            String email, long userId, String method, String templateId) {
        confirmEmailOwnership(email, userId, null, method, templateId);
    }

    /**
     * Mails a confirmation link that makes the address the account's confirmed address and leads to
     * the root URI. The same as {@code confirmEmailOwnership(email, userId, null,
     * "account.confirm", "confirm")}.
     *
     * @param email the address
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
     * @param method the method of the {@code ConfirmAction} bean that the link runs
     * @param expires how long it works, by the database's clock; positive
     * @param nextUri where the link leads; null for the root URI
     * @param data values for the bean; stored in the database in readable form
     * @return the absolute URL; its key cannot be read again
     * @throws InvalidInputException if no bean has that method, or the data has more than 4,000
     *     characters
     */
    URI generateConfirmAction(
            String method, Duration expires, String nextUri, Map<String, String> data);

    /**
     * Issues a one-time link for an action of the application. It leads to the root URI. The same
     * as {@code generateConfirmAction(method, expires, null, data)}.
     *
     * @param method the method of the {@code ConfirmAction} bean that the link runs
     * @param expires how long it works, by the database's clock; positive
     * @param data values for the bean; stored in the database in readable form
     * @return the absolute URL; its key cannot be read again
     * @throws InvalidInputException if no bean has that method, or the data has more than 4,000
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
     * The next URI.
     *
     * @return the value of {@link #setNext}; empty if there is none
     */
    Optional<String> getNext();

    /** Removes the next URI. */
    void clearNext();

    /**
     * Converts a path of this application to a URI, for a redirect or a link. The URI is absolute,
     * because servers resolve a relative {@code Location} of a JAX-RS resource differently.
     *
     * @param path a path below the context root, with a leading slash
     * @return the URI below {@code webauth.public-url}, else below the URL of this request
     * @throws InvalidInputException if it is not a path of this application ({@code
     *     next_uri_not_local})
     */
    URI path(String path);

    /**
     * The path at which a browser logs out, with a POST form or a link.
     *
     * @return a path such as {@code /auth/logout}
     */
    String getLogoutPath();

    /**
     * The path of the re-authentication page, for a caller who needs a fresh log-in, as {@link
     * Sessions#requireFresh} requires. A refused browser is redirected there automatically. A page
     * that catches the exception can link to it.
     *
     * @param nextUri where that page leads afterwards; null for the root URI
     * @return a path such as {@code /auth/reauthenticate?next=%2Fdashboard}
     * @throws InvalidInputException if it is not a next URI ({@code next_uri_not_local})
     */
    String getReauthenticationPath(String nextUri);

    /**
     * The providers with which users can sign in, for a page that lists them. A link or form to
     * {@link LoginProvider#loginPath} logs a visitor in. For a caller who is logged in it links the
     * identity to the account.
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
     * @throws ResourceBusyException if nobody could log in to the account any more without it
     * @throws UserNotFoundException if the caller has no such identity
     * @throws AccessDeniedException if nobody is logged in
     */
    void deleteUserProvider(String provider, String sub);

    /**
     * The caller's API key. Show it only after a check such as {@link #checkUserPassword}.
     *
     * @return 32 characters; empty with {@code webauth.api-key.reveal=false}, where a key can be
     *     read only once, from {@link #regenerateApiKey()}
     * @throws AccessDeniedException if nobody is logged in
     */
    Optional<String> getUserApiKey();

    /**
     * Replaces the caller's API key. The old one stops working with the commit. A notice is mailed.
     *
     * @return the new key, 32 characters
     * @throws AccessDeniedException if nobody is logged in
     */
    String regenerateApiKey();

    /**
     * Finds the account of an API key. The key of an unconfirmed account does not work yet. Needs
     * no session and creates none.
     *
     * @param key the key that a client sent, in a header and never in a URL (ASVS 14.2.1); may be
     *     null
     * @return the account
     * @throws UserNotFoundException if no account has the key; a malformed key is refused without a
     *     database query
     */
    User getUserByApiKey(String key);

    /**
     * Deletes the caller's account and all rows that belong to it, and logs out. Its rows in {@code
     * webauth_user_log} stay; they contain no e-mail address.
     *
     * @return where to go, as {@link #logout()}
     * @throws AccessDeniedException if nobody is logged in
     * @throws ResourceBusyException if a row of the application still refers to the account
     */
    String deleteUser();

    /**
     * The network address of the client that sent this request: the peer of the connection, or the
     * address that a trusted proxy sends in {@code webauth.real-ip-header}. It is personal data.
     *
     * @return an IPv4 or IPv6 address as text; empty outside a request
     */
    Optional<String> getClientAddress();

    /**
     * Stores the current time in {@code webauth_user.d_active} as the account's last use.
     *
     * @param userId the account; does nothing if it is unknown
     */
    void touch(long userId);

    /**
     * Deletes expired links, log-ins and counters, and accounts not confirmed within {@code
     * webauth.user-unconfirmed-expires} and have no provider. The library runs this once an hour on
     * one node of the cluster, so there is no need to call it. It uses transactions of its own,
     * never the caller's.
     */
    void cleanup();
}
