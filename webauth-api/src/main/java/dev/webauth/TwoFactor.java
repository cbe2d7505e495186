package dev.webauth;

import java.util.List;
import java.util.Set;

/**
 * The caller's second factors: one-time passwords (RFC 6238) and recovery codes. Inject it:
 * {@code @Inject TwoFactor twoFactor}.
 *
 * <p>Like {@link WebAuth} it works on the thread of an HTTP request of the application, and refuses
 * changes in requests that another web site made the browser send. It works for who is logged in,
 * and for a log-in that waits for its second factor in this browser; then {@link
 * WebAuth#isAuthenticated()} is false. For anybody else methods throw {@link AccessDeniedException}
 * with the code {@code not_authenticated}.
 *
 * <p>Each change is told to the owner by mail.
 */
public interface TwoFactor {

    /**
     * Whether a log-in of this browser waits for its second factor, or for one to be set up.
     *
     * @return false also for a visitor
     */
    boolean isPending();

    /**
     * Whether the waiting log-in is of an account that must have a second factor and has none:
     * {@link #enrol} and {@link #activate} finish it.
     *
     * @return false also for a visitor
     */
    boolean isSetUpRequired();

    /**
     * The page at which a waiting log-in goes on: {@code webauth.page.second-factor}, else the
     * library's. Lead the browser there after {@link LoginResult#SECOND_FACTOR_REQUIRED}.
     *
     * @return a path below the context root
     */
    String page();

    /**
     * The kinds of second factor that the account has.
     *
     * @return {@code totp} for one-time passwords, and names of other kinds; empty if it has none
     */
    Set<String> factors();

    /**
     * Starts to set up one-time passwords: makes a secret, which counts once {@link #activate} got
     * a code of it, in this browser and within 15 minutes. A second call makes another secret and
     * forgets the first.
     *
     * @return the secret, in the forms in which an app takes it
     * @throws AccessDeniedException {@code email_unconfirmed} if the account's address is not
     *     confirmed; {@code fresh_login_required} if the log-in is not fresh; {@code
     *     second_factor_off} if the account must not have one; {@code second_factor_required} if
     *     the waiting log-in must give a factor that there is
     * @throws ResourceAlreadyExistsException {@code otp_enrolled} if the account has one-time
     *     passwords already
     */
    OtpEnrolment enrol();

    /**
     * Switches one-time passwords on, and finishes a log-in that waited for that.
     *
     * @param code what the app shows now
     * @return ten recovery codes, to be shown this once; empty if the account has some already
     * @throws AccessDeniedException {@code code_wrong} if the code is wrong; {@code
     *     enrolment_expired} if {@link #enrol} was not called, or too long ago
     */
    List<String> activate(String code);

    /**
     * Switches one-time passwords off. Trusted browsers end, and with the last second factor the
     * recovery codes.
     *
     * @throws AccessDeniedException {@code second_factor_required} if it is the last second factor
     *     and none was proved within {@code webauth.fresh-login}: a browser is led to {@link
     *     #page()} and back
     * @throws ResourceBusyException {@code second_factor_last} if the account must have one
     * @throws UserNotFoundException {@code second_factor_unknown} if it has no one-time passwords
     */
    void disable();

    /**
     * How many recovery codes are not used yet.
     *
     * @return from 0 to 10
     */
    int recoveryCodesLeft();

    /**
     * Makes ten new recovery codes; the earlier ones no longer work.
     *
     * @return the codes, to be shown this once
     * @throws AccessDeniedException {@code fresh_login_required} if the log-in is not fresh; {@code
     *     second_factor_missing} if the account has no second factor
     */
    List<String> regenerateRecoveryCodes();

    /**
     * Takes a one-time password or a recovery code: finishes the waiting log-in, or is a fresh
     * proof of identity of who is logged in. Each code works once. After 5 wrong ones the next
     * waits, longer each time; a code that is not looked at is refused as a wrong one.
     *
     * <p>Where a link or a sign-in that began the log-in leads is then {@link WebAuth#getNext()}.
     *
     * @param code as typed; blanks and hyphens do not count
     * @param trustBrowser whether this browser is not to be asked again for 30 days
     * @return {@link LoginResult#LOGGED_IN}
     * @throws AccessDeniedException {@code code_wrong} if the code is wrong, used or not looked at;
     *     {@code second_factor_missing} if the account has no second factor; {@code log_in_expired}
     *     if the log-in was finished meanwhile
     */
    LoginResult complete(String code, boolean trustBrowser);

    /**
     * The browsers in which the caller is not asked for the second factor.
     *
     * @return the newest first
     */
    List<TrustedBrowser> trustedBrowsers();

    /**
     * Asks for the second factor again in one browser. It stays logged in.
     *
     * @param id of {@link TrustedBrowser#id()}
     * @throws UserNotFoundException {@code browser_unknown} if the caller trusts no such browser
     */
    void endTrust(String id);
}
