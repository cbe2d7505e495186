package dev.webauth.impl.account;

import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.ResourceBusyException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountDeleted;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.Registered;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.store.ChangeFeed;
import dev.webauth.impl.store.Columns;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes {@code webauth_user}, within a transaction. No other package names this table;
 * other features call these methods to change it.
 */
@ApplicationScoped
public class Accounts implements Entities {

    static final Columns<WebAuthUser> COLUMNS = Columns.of(WebAuthUser.class);

    private static final String BY_API_KEY =
            "select "
                    + COLUMNS.of("u")
                    + " from webauth_user u where u.api_key = ? and u.confirmed = true and"
                    + " u.disabled = false";

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject ChangeFeed feed;
    @Inject Event<AccountEvent> events;
    @Inject Event<Revoked> revocations;
    @Inject Event<AccountsMade> made;

    @Override
    public List<Class<?>> classes() {
        return List.of(WebAuthUser.class);
    }

    public Optional<Account> byId(long id) {
        return first("u.id = :id", Map.of("id", id));
    }

    public Optional<Account> byEmail(EmailAddress email) {
        return first("u.email = :email", Map.of("email", email.text()));
    }

    /** Accounts in the order of their ids, beginning after the given id. */
    public List<Account> after(long id, int max) {
        return database
                .list(
                        WebAuthUser.class,
                        "select u from WebAuthUser u where u.id > :id order by u.id",
                        Map.of("id", id),
                        max)
                .stream()
                .map(Account::of)
                .toList();
    }

    /** The account of a valid API key: it must be confirmed and enabled. */
    public Optional<Account> byApiKey(String digest) {
        return database
                .read(BY_API_KEY, List.of(digest), row -> Account.of(COLUMNS.read(row, 1)))
                .stream()
                .findFirst();
    }

    private Optional<Account> first(String condition, Map<String, ?> parameters) {
        return database.first(
                        WebAuthUser.class,
                        "select u from WebAuthUser u where " + condition,
                        parameters)
                .map(Account::of);
    }

    /**
     * Locks an account until the transaction ends, and reads it. Every change of an account's data
     * locks it first, so that concurrent changes run one after the other.
     */
    public Optional<Account> lock(long id) {
        return database.lock(WebAuthUser.class, id).map(Account::of);
    }

    public Optional<Credentials> credentials(EmailAddress email) {
        return credentials("u.email = :email", Map.of("email", email.text()));
    }

    public Optional<Credentials> credentials(long id) {
        return credentials("u.id = :id", Map.of("id", id));
    }

    private Optional<Credentials> credentials(String condition, Map<String, ?> parameters) {
        return database.first(
                        Object[].class,
                        "select u.id, u.epoch, u.password from WebAuthUser u where " + condition,
                        parameters)
                .map(row -> new Credentials((Long) row[0], (String) row[1], (String) row[2]));
    }

    /**
     * Creates an account and fires {@link Registered}.
     *
     * @param email null for an account without an address, created by a sign-in
     * @param hash the hash of the password; null for none
     * @param confirmed whether the mailbox is proved already
     * @param method how the account was created, for the event
     * @throws ResourceAlreadyExistsException if the address is taken, also by a concurrent
     *     transaction
     */
    public Account create(EmailAddress email, String hash, boolean confirmed, String method) {
        return create(email, hash, confirmed, method, Map.of());
    }

    /** The same with what a provider told, for the event. */
    public Account create(
            EmailAddress email,
            String hash,
            boolean confirmed,
            String method,
            Map<String, String> claims) {
        WebAuthUser row =
                new WebAuthUser(
                        email == null ? null : email.text(),
                        hash,
                        confirmed,
                        newEpoch(),
                        database.now());
        try {
            database.insert(row);
        } catch (RuntimeException e) {
            throw Outage.isConstraint(e) ? taken() : e;
        }
        made.fire(new AccountsMade(List.of(row.getId()), method));
        events.fire(new Registered(row.getId(), method, claims));
        return Account.of(row);
    }

    private static String newEpoch() {
        return Token.random().value();
    }

    public static ResourceAlreadyExistsException taken() {
        return new ResourceAlreadyExistsException(
                "email_taken", "This e-mail address has an account already");
    }

    /**
     * Stores the current time as the last use of the account. Other nodes may read the earlier time
     * for one more minute.
     */
    public void touch(long id) {
        update("u.active = :now", id, Map.of("now", database.now()));
        feed.changedHere(id);
    }

    public void setPassword(long id, String hash) {
        change("u.password = :hash", id, Map.of("hash", hash));
    }

    /** Replaces the hash of the same password, unless the password was changed in the meantime. */
    public void rehash(Credentials checked, String hash) {
        database.update(
                "update WebAuthUser u set u.password = :hash where u.id = :id and u.password ="
                        + " :stored",
                Map.of("hash", hash, "id", checked.userId(), "stored", checked.stored()));
    }

    /** Stores that the owner has proved the mailbox now. The account is confirmed from then on. */
    public void proveMailbox(long id) {
        change("u.confirmed = true, u.mailboxProved = :now", id, Map.of("now", database.now()));
    }

    /**
     * Changes the account's address.
     *
     * @throws ResourceAlreadyExistsException if another account has it
     */
    public void setEmail(long id, EmailAddress email) {
        try {
            change("u.email = :email", id, Map.of("email", email.text()));
        } catch (RuntimeException e) {
            throw Outage.isConstraint(e) ? taken() : e;
        }
    }

    /** Removes the password and the second factor, which somebody else may have set. */
    public void clearSecrets(long id) {
        change(
                "u.password = null, u.otp = false, u.otpSecret = null, u.otpStep = null",
                id,
                Map.of());
    }

    /** The sealed secret of the account's one-time passwords; empty if they are not switched on. */
    public Optional<String> sealedOtpSecret(long id) {
        return database.first(
                String.class,
                "select u.otpSecret from WebAuthUser u where u.id = :id and u.otp = true and"
                        + " u.otpSecret is not null",
                Map.of("id", id));
    }

    /** Switches one-time passwords on; codes up to the given time step are used up. */
    public void setOtp(long id, String sealedSecret, long step) {
        change(
                "u.otp = true, u.otpSecret = :secret, u.otpStep = :step",
                id,
                Map.of("secret", sealedSecret, "step", step));
    }

    /**
     * Uses up the one-time password of a time step, and those of all earlier ones.
     *
     * @return false if it was used up already, or the secret is another one by now
     */
    public boolean useOtp(long id, String sealedSecret, long step) {
        return database.update(
                        "update WebAuthUser u set u.otpStep = :step where u.id = :id and u.otp ="
                                + " true and u.otpSecret = :secret and (u.otpStep is null or"
                                + " u.otpStep < :step)",
                        Map.of("step", step, "id", id, "secret", sealedSecret))
                == 1;
    }

    public void clearOtp(long id) {
        change("u.otp = false, u.otpSecret = null, u.otpStep = null", id, Map.of());
    }

    /** Disables or enables the account. Log-ins are ended by {@link #revoke}. */
    public void setDisabled(long id, boolean disabled) {
        change("u.disabled = :disabled", id, Map.of("disabled", disabled));
    }

    /**
     * What is stored of an API key.
     *
     * @param sealed a copy to show, or null
     */
    public record StoredKey(long userId, String digest, String sealed) {}

    public void setApiKeys(List<StoredKey> keys) {
        database.changeMany(
                "update webauth_user set api_key = ?, api_key_sealed = ? where id = ?",
                keys.stream()
                        .map(key -> new Object[] {key.digest(), key.sealed(), key.userId()})
                        .toList());
        feed.changed(keys.stream().map(StoredKey::userId).toList());
    }

    public Optional<String> sealedApiKey(long id) {
        return database.first(
                String.class,
                "select u.apiKeySealed from WebAuthUser u where u.id = :id and u.apiKeySealed is"
                        + " not null",
                Map.of("id", id));
    }

    private void change(String values, long id, Map<String, ?> parameters) {
        update(values, id, parameters);
        feed.changed(id);
    }

    private void update(String values, long id, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("id", id);
        database.update("update WebAuthUser u set " + values + " where u.id = :id", all);
    }

    /**
     * Revokes what the account had until now: see {@link Revoked}. The caller has locked the
     * account.
     *
     * @param survivor the id of the log-in that stays valid
     * @return the new epoch
     */
    public String revoke(Account locked, Revoked.Cause cause, Optional<Long> survivor) {
        String epoch = cause.changesEpoch() ? newEpoch() : locked.epoch();
        change("u.epoch = :epoch", locked.id(), Map.of("epoch", epoch));
        revocations.fire(new Revoked(locked, cause, epoch, survivor));
        return epoch;
    }

    /** Whether the account has a password. */
    public boolean hasPassword(long id) {
        return credentials(id).map(Credentials::stored).isPresent();
    }

    /**
     * Deletes an account. The database deletes the rows that refer to it.
     *
     * @throws ResourceBusyException if a row of the application still refers to it
     */
    public void delete(long id) {
        events.fire(new AccountDeleted(id));
        try {
            database.update("delete from WebAuthUser u where u.id = :id", Map.of("id", id));
            feed.changed(id);
        } catch (RuntimeException e) {
            throw Outage.reference(e).isPresent() ? referenced(e) : e;
        }
    }

    private static ResourceBusyException referenced(RuntimeException e) {
        ResourceBusyException refusal =
                new ResourceBusyException(
                        "account_referenced",
                        "The account cannot be deleted while other data refer to it");
        refusal.initCause(e);
        return refusal;
    }
}
