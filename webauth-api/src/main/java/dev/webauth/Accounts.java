package dev.webauth;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The accounts of the application, for operators and jobs. Inject it: {@code @Inject Accounts
 * accounts}.
 *
 * <p>It needs no HTTP request: it works in a start-up bean, a timer, a message listener and a
 * managed thread. It checks no permission: call it only from code that only operators can reach.
 * Database work joins the caller's JTA transaction if there is one. The same events are fired as
 * for changes by the owner.
 *
 * <p>Methods that take an account's id throw {@link UserNotFoundException} if there is no such
 * account.
 */
public interface Accounts {

    /**
     * Creates an account. Nobody is logged in and no mail is sent. An unconfirmed account is
     * deleted automatically after {@code webauth.user-unconfirmed-expires}.
     *
     * @param email the address; compared without regard to case
     * @param password see {@link WebAuth#setUserPassword}; null for an account that gets its
     *     password by a {@link #recoveryLink}
     * @param confirmed whether the application knows that the address is the owner's
     * @return the account
     * @throws InvalidInputException if the address is malformed or the password violates a rule
     * @throws ResourceAlreadyExistsException if the address is taken
     */
    User create(String email, String password, boolean confirmed);

    /**
     * Makes an account that another system had, with the hash of its password. Nobody is logged in
     * and no mail is sent. The password is hashed anew at its first log-in.
     *
     * @param account what it is to be
     * @return the account
     * @throws InvalidInputException if the address is malformed, or the hash is of an unknown
     *     scheme or would cost too much to verify ({@code password_hash_unsupported})
     * @throws ResourceAlreadyExistsException if the address is taken
     */
    User create(NewAccount account);

    /**
     * Makes many accounts at once, all of them or none. A call in a transaction of its own for each
     * thousand is quick and keeps transactions short.
     *
     * @param accounts what they are to be, at most 10,000
     * @return their ids, in the order of the list
     * @throws InvalidInputException if {@link #create(NewAccount)} would refuse one of them ({@code
     *     list_entry_invalid}: the message names its position in the list, the cause has the code);
     *     or if the list is too long
     * @throws ResourceAlreadyExistsException if an address is taken or is twice in the list; the
     *     message names the position
     */
    List<Long> createAll(List<NewAccount> accounts);

    /**
     * Finds an account.
     *
     * @param id the primary key in {@code webauth_user}
     * @return empty if there is no such account
     */
    Optional<User> find(long id);

    /**
     * Finds the account with an address.
     *
     * @param email as typed; compared without regard to case
     * @return empty if no account has it, or it is malformed
     */
    Optional<User> findByEmail(String email);

    /**
     * One page of all accounts, in the order in which they were created.
     *
     * @param afterId the last id of the page before; 0 for the first page
     * @param max the size of the page, from 1 to 1,000
     * @return the accounts; empty after the last page
     * @throws InvalidInputException if {@code max} is out of range
     */
    List<User> list(long afterId, int max);

    /**
     * One page of all accounts with what another system needs to take them over. A password hash is
     * a secret: call it from a job or an operator's tool, keep what it returns out of logs and
     * answers, and delete the file when the move is over.
     *
     * @param afterId the last id of the page before; 0 for the first page
     * @param max how many, from 1 to 1,000
     * @return the accounts, in the order in which they were made; empty after the last page
     * @throws InvalidInputException if {@code max} is out of range
     */
    List<ExportedAccount> export(long afterId, int max);

    /**
     * Confirms the account's address, as its link would. A second call changes nothing.
     *
     * @param id the account
     */
    void confirm(long id);

    /**
     * Replaces the account's address immediately. The account stays confirmed or unconfirmed. Its
     * sessions and links end, and the old address gets a notice.
     *
     * @param id the account
     * @param email the new address
     * @throws InvalidInputException if the address is malformed
     * @throws ResourceAlreadyExistsException if another account has it
     */
    void setEmail(long id, String email);

    /**
     * Sets the account's password. Its sessions and links end, and the owner gets a notice.
     *
     * @param id the account
     * @param password see {@link WebAuth#setUserPassword}
     * @throws InvalidInputException if it is against the rules
     */
    void setPassword(long id, String password);

    /**
     * Disables the account: nobody can log in to it or recover it, its API key is refused, and its
     * sessions and links end. A second call changes nothing.
     *
     * @param id the account
     */
    void disable(long id);

    /**
     * Enables a disabled account. Sessions and links that ended do not come back.
     *
     * @param id the account
     */
    void enable(long id);

    /**
     * Ends all sessions of the account. Its password, links and API key stay valid.
     *
     * @param id the account
     */
    void endSessions(long id);

    /**
     * Deletes all second factors, recovery codes and trusted browsers of the account, for an owner
     * who has lost them, and resets the counters of wrong codes. The owner gets a mail. The
     * password and the sessions stay.
     *
     * @param id the account
     */
    void resetSecondFactors(long id);

    /**
     * Issues a recovery link that the operator gives to the owner by other means than mail. It
     * works once, in any browser, and has the lifetime of a mailed one. Outside a request it needs
     * {@code webauth.public-url}.
     *
     * @param id the account
     * @param nextUri where it leads, such as a page that sets a password; null for the root URI
     * @return the absolute URL; its key cannot be read again
     * @throws AccessDeniedException if the account is disabled ({@code account_disabled}), or has
     *     no address ({@code email_missing})
     */
    URI recoveryLink(long id, String nextUri);

    /**
     * Deletes the account and all rows that belong to it.
     *
     * @param id the account
     * @throws ResourceBusyException if a row of the application refers to it ({@code
     *     account_referenced})
     */
    void delete(long id);
}
