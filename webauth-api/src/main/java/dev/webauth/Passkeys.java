package dev.webauth;

import java.util.List;

/**
 * The caller's passkeys (WebAuthn Level 3). Inject it: {@code @Inject Passkeys passkeys}. It needs
 * the artifact {@code dev.webauth:webauth-passkeys}; without it the deployment fails.
 *
 * <p>Like {@link WebAuth} it works on the thread of an HTTP request of the application. The
 * ceremonies themselves run between the browser and routes of the library: load {@link #script} in
 * a page, and mark its elements as {@code docs/passkeys.md} says.
 */
public interface Passkeys {

    /**
     * The passkeys of the caller's account.
     *
     * @return in the order in which they were added, at most 20; empty when nobody is logged in
     */
    List<Passkey> list();

    /**
     * Begins to add a passkey, for an application with a script of its own. The answer is good for
     * 5 minutes, once, and in this browser only.
     *
     * @return {@code PublicKeyCredentialCreationOptionsJSON}
     * @throws AccessDeniedException if nobody is logged in, or the log-in is not fresh ({@code
     *     fresh_login_required})
     * @throws ResourceBusyException if the account has 20 passkeys already ({@code passkey_limit})
     * @throws InvalidInputException if the application is open at an IP address, which no passkey
     *     can be bound to ({@code passkey_needs_domain})
     */
    String registrationOptions();

    /**
     * Adds the passkey that the browser has made, fires {@code PasskeyAdded} and mails a notice to
     * a confirmed address.
     *
     * @param name what to call it, at most 64 characters; null or blank for {@code Passkey}
     * @param response {@code RegistrationResponseJSON}, from {@code PublicKeyCredential.toJSON()}
     * @return the new passkey
     * @throws AccessDeniedException if nobody is logged in, the log-in is not fresh, the options
     *     are not this browser's, expired or used ({@code passkey_expired}), or the response fails
     *     a check of WebAuthn Level 3, section 7.1 ({@code passkey_refused})
     * @throws InvalidInputException if the response cannot be read ({@code passkey_malformed}), or
     *     the name is too long or has control characters ({@code passkey_name})
     * @throws ResourceAlreadyExistsException if an account has this passkey already ({@code
     *     passkey_exists})
     */
    Passkey register(String name, String response);

    /**
     * Gives a passkey another name.
     *
     * @param id of {@link Passkey#id()}
     * @param name at most 64 characters, not blank
     * @throws UserNotFoundException if the account has no such passkey ({@code passkey_unknown})
     * @throws InvalidInputException if the name is blank, too long or has control characters
     *     ({@code passkey_name})
     * @throws AccessDeniedException if nobody is logged in, or the log-in is not fresh
     */
    void rename(String id, String name);

    /**
     * Removes a passkey, fires {@code PasskeyRemoved} and mails a notice to a confirmed address.
     * Log-ins that were made with it go on.
     *
     * @param id of {@link Passkey#id()}
     * @throws UserNotFoundException if the account has no such passkey, also the second time
     *     ({@code passkey_unknown})
     * @throws ResourceBusyException if nothing else would lead into the account ({@code
     *     last_way_in})
     * @throws AccessDeniedException if nobody is logged in, or the log-in is not fresh ({@code
     *     fresh_login_required})
     */
    void remove(String id);

    /**
     * The library's script, for {@code <script src>}. Its URL changes with its content, so that
     * browsers may keep it.
     *
     * @return a path from the server's root
     */
    String script();
}
