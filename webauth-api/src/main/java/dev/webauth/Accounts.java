package dev.webauth;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The accounts of the application, for operators and jobs. Inject it: {@code @Inject Accounts
 * accounts}.
 *
 * <p>It needs no HTTP request: it works in a start-up bean, a timer, a message listener and a
 * managed thread. It checks no permission: call it where only operators come. Database work joins
 * the caller's JTA transaction if there is one. The same events are fired as when people act
 * themselves.
 *
 * <p>Methods that take an account's id throw {@link UserNotFoundException} if there is no such
 * account.
 */
public interface Accounts {

    /**
     * Makes an account. Nobody is logged in and no mail is sent; an account that is not confirmed
     * is deleted by itself after {@code webauth.user-unconfirmed-expires}.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link WebAuth#setUserPassword}; null for an account that gets its
     *     password by a {@link #recoveryLink}
     * @param confirmed whether the address is known to be the owner's
     * @return the account
     * @throws InvalidInputException if the address is malformed or the password against the rules
     * @throws ResourceAlreadyExistsException if the address is taken
     */
    User create(String email, String password, boolean confirmed);

    /**
     * Finds an account.
     *
     * @param id the primary key in {@code webauth_user}
     * @return empty if there is no such account
     */
    Optional<User> find(long id);

    /**
     * Finds the account of an address.
     *
     * @param email as typed; compared without regard to case
     * @return empty if no account has it, or it is malformed
     */
    Optional<User> findByEmail(String email);

    /**
     * One page of all accounts, in the order in which they were made.
     *
     * @param afterId the last id of the page before; 0 for the first page
     * @param max how many, from 1 to 1,000
     * @return the accounts; empty after the last page
     * @throws InvalidInputException if {@code max} is out of range
     */
    List<User> list(long afterId, int max);

    /**
     * Confirms the account's address, as its link would. The second time it changes nothing.
     *
     * @param id the account
     */
    void confirm(long id);

    /**
     * Gives the account another address at once. It stays confirmed or not, as it was; its sessions
     * and links end, and the old address is told.
     *
     * @param id the account
     * @param email the new address
     * @throws InvalidInputException if the address is malformed
     * @throws ResourceAlreadyExistsException if another account has it
     */
    void setEmail(long id, String email);

    /**
     * Sets the account's password. Its sessions and links end, and the owner is told.
     *
     * @param id the account
     * @param password see {@link WebAuth#setUserPassword}
     * @throws InvalidInputException if it is against the rules
     */
    void setPassword(long id, String password);

    /**
     * Closes the account: nobody can log in to it or recover it, its API key is refused, and its
     * sessions and links end. The second time it changes nothing.
     *
     * @param id the account
     */
    void disable(long id);

    /**
     * Opens a closed account again; what ended does not come back.
     *
     * @param id the account
     */
    void enable(long id);

    /**
     * Logs the account out everywhere. Its password, links and API key stay.
     *
     * @param id the account
     */
    void endSessions(long id);

    /**
     * Takes all second factors, recovery codes and trusted browsers of the account away, for an
     * owner who has lost them, and forgets its wrong codes. The owner is told by mail. Its password
     * and sessions stay.
     *
     * @param id the account
     */
    void resetSecondFactors(long id);

    /**
     * Makes a recovery link to be handed over to the owner by other means than mail. It works once,
     * as long as a mailed one, in any browser. Needs {@code webauth.public-url} outside a request.
     *
     * @param id the account
     * @param nextUri where it leads, such as a page that sets a password; null for the root URI
     * @return the absolute URL; this is the only time that its key can be read
     * @throws AccessDeniedException if the account is closed ({@code account_disabled}), or has no
     *     address ({@code email_missing})
     */
    URI recoveryLink(long id, String nextUri);

    /**
     * Deletes the account with everything that belongs to it.
     *
     * @param id the account
     * @throws ResourceBusyException if a row of the application refers to it ({@code
     *     account_referenced})
     */
    void delete(long id);
}
