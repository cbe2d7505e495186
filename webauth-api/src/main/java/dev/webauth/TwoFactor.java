package dev.webauth;

import java.util.List;
import java.util.Set;

/**
 * The caller's second factors: one-time passwords (RFC 6238) and recovery codes. Inject it:
 * {@code @Inject TwoFactor twoFactor}.
 *
 * <p>Like {@link WebAuth} it works on the thread of an HTTP request of the application, and refuses
 * changes in requests that another web site caused. It works for a caller who is logged in, and for
 * the pending log-in of this browser, during which {@link WebAuth#isAuthenticated()} is false. For
 * a visitor without one, methods throw {@link AccessDeniedException} with the code {@code
 * not_authenticated}, unless their documentation says otherwise.
 *
 * <p>Each change causes a mail to the owner.
 */
public interface TwoFactor {

    /**
     * Whether a log-in of this browser waits for a second factor or for its set-up.
     *
     * @return false for a visitor without a pending log-in
     */
    boolean isPending();

    /**
     * Whether the pending log-in waits for the set-up of a second factor, because the account must
     * have one and has none. {@link #enrol} and {@link #activate} complete it.
     *
     * @return false for a visitor without a pending log-in
     */
    boolean isSetUpRequired();

    /**
     * The page that asks for the second factor: {@code webauth.page.second-factor}, else the
     * library's own. Redirect to it after {@link LoginResult#SECOND_FACTOR_REQUIRED}. Works for
     * every visitor.
     *
     * @return a path below the context root
     */
    String page();

    /**
     * The kinds of second factor that the account has.
     *
     * @return {@code totp} for one-time passwords, and the names of other kinds
     */
    Set<String> factors();

    /**
     * Begins the set-up of one-time passwords with a new secret. The secret becomes active by
     * {@link #activate} in the same log-in within 15 minutes. A second call replaces the secret of
     * the first.
     *
     * @return the secret, in the formats that apps read
     * @throws AccessDeniedException {@code email_unconfirmed} if the account's address is not
     *     confirmed; {@code fresh_login_required} if the log-in is not fresh; {@code
     *     second_factor_off} if the policy forbids second factors; {@code second_factor_required}
     *     if the pending log-in must first prove an existing second factor
     * @throws ResourceAlreadyExistsException {@code otp_enrolled} if the account already has
     *     one-time passwords
     */
    OtpEnrolment enrol();

    /**
     * Enables one-time passwords, and completes a log-in that waited for this.
     *
     * @param code the code that the app shows now
     * @return ten recovery codes, which cannot be read again; empty if the account already has some
     * @throws AccessDeniedException {@code code_wrong} if the code is wrong; {@code
     *     enrolment_expired} if {@link #enrol} was not called in this log-in within 15 minutes
     */
    List<String> activate(String code);

    /**
     * Disables one-time passwords. Also removes trusted browsers and, with the last second factor,
     * the recovery codes.
     *
     * @throws AccessDeniedException {@code second_factor_required} if this is the last second
     *     factor and no second factor was proved within {@code webauth.fresh-login}; a browser is
     *     redirected to {@link #page()} and back. {@code fresh_login_required} if the log-in is not
     *     fresh
     * @throws ResourceBusyException {@code second_factor_last} if the account must have a second
     *     factor and this is the last one
     * @throws UserNotFoundException {@code second_factor_unknown} if the account has no one-time
     *     passwords, also the second time
     */
    void disable();

    /**
     * The number of unused recovery codes.
     *
     * @return from 0 to 10
     */
    int recoveryCodesLeft();

    /**
     * Replaces the recovery codes by ten new ones.
     *
     * @return the codes, which cannot be read again
     * @throws AccessDeniedException {@code fresh_login_required} if the log-in is not fresh; {@code
     *     second_factor_missing} if the account has no second factor
     */
    List<String> regenerateRecoveryCodes();

    /**
     * Checks a one-time password or a recovery code. A right code completes the pending log-in, or
     * is a fresh proof of identity of a caller who is logged in. Each code works once. After 5
     * wrong codes each further try has to wait, up to an hour; during the wait a right code is
     * refused like a wrong one.
     *
     * <p>If a link or a sign-in with a provider began the log-in, {@link WebAuth#getNext()} then
     * returns where it leads.
     *
     * @param code as typed; blanks and hyphens are ignored
     * @param trustBrowser whether the account trusts this browser for 30 days
     * @return {@link LoginResult#LOGGED_IN}
     * @throws AccessDeniedException {@code code_wrong} if the code is wrong or used, or there were
     *     too many tries; {@code second_factor_missing} if the account has no second factor; {@code
     *     log_in_expired} if another request has completed the log-in
     */
    LoginResult complete(String code, boolean trustBrowser);

    /**
     * The browsers in which a log-in of the caller does not need the second factor.
     *
     * @return the newest first
     */
    List<TrustedBrowser> trustedBrowsers();

    /**
     * Removes a trusted browser. Its next log-in needs the second factor; a present log-in
     * continues.
     *
     * @param id of {@link TrustedBrowser#id()}
     * @throws UserNotFoundException {@code browser_unknown} if the caller has no such trusted
     *     browser, also the second time
     */
    void endTrust(String id);
}
