package dev.webauth.impl.account;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountDeleted;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.Registered;
import dev.webauth.impl.apikey.ApiKeys;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code webauth_user}; within a transaction. */
@ApplicationScoped
public class Accounts {

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject ApiKeys apiKeys;
    @Inject Event<AccountEvent> events;

    public Optional<WebAuthUser> byId(long id) {
        return database.first(
                WebAuthUser.class,
                "select u from WebAuthUser u where u.id = :id",
                Map.of("id", id));
    }

    public Optional<WebAuthUser> byEmail(EmailAddress email) {
        return database.first(
                WebAuthUser.class,
                "select u from WebAuthUser u where u.email = :email",
                Map.of("email", email.text()));
    }

    /** Keeps an account from being changed or deleted by others; empty if it is gone. */
    public Optional<WebAuthUser> hold(long id) {
        return database.hold(WebAuthUser.class, id);
    }

    /** The caller's account, held; it may have been deleted since the request began. */
    WebAuthUser holdCallers(long id) {
        return hold(id).orElseThrow(() -> new AccessDeniedException("The account was deleted"));
    }

    Optional<Credentials> credentials(EmailAddress email) {
        return database.first(
                        Object[].class,
                        "select u.id, u.epoch, u.password from WebAuthUser u where u.email = :email",
                        Map.of("email", email.text()))
                .map(Accounts::credentials);
    }

    Optional<Credentials> credentials(long id) {
        return database.first(
                        Object[].class,
                        "select u.id, u.epoch, u.password from WebAuthUser u where u.id = :id",
                        Map.of("id", id))
                .map(Accounts::credentials);
    }

    private static Credentials credentials(Object[] row) {
        return new Credentials((Long) row[0], (Integer) row[1], (String) row[2]);
    }

    /**
     * Makes an account.
     *
     * @param email null for one that came by a provider
     * @param hash of the password; null for none
     * @param method how it came to be, for the event
     * @throws ResourceAlreadyExistsException if the address is taken; at the same instant, too
     */
    public WebAuthUser create(EmailAddress email, String hash, boolean confirmed, String method) {
        WebAuthUser account;
        try {
            account =
                    database.insert(
                            new WebAuthUser(
                                    email == null ? null : email.text(),
                                    hash,
                                    confirmed,
                                    database.now()));
        } catch (RuntimeException e) {
            if (Outage.isConstraint(e)) {
                throw taken();
            }
            throw e;
        }
        if (config.apiKeyReveal()) {
            apiKeys.issue(account.getId());
        }
        events.fire(new Registered(account.getId(), method));
        return account;
    }

    static ResourceAlreadyExistsException taken() {
        return new ResourceAlreadyExistsException(
                "email_taken", "This e-mail address has an account already");
    }

    /** Notes that an account is in use now. */
    public void touch(long id) {
        database.change(
                "update WebAuthUser u set u.active = :now where u.id = :id",
                Map.of("now", database.now(), "id", id));
    }

    /**
     * Ends all sessions that the account has until now.
     *
     * @return the epoch of sessions to come
     */
    public int endSessions(long id) {
        database.change(
                "update WebAuthUser u set u.epoch = u.epoch + 1 where u.id = :id",
                Map.of("id", id));
        return credentials(id).map(Credentials::epoch).orElse(0);
    }

    void store(long id, String hash) {
        database.change(
                "update WebAuthUser u set u.password = :hash where u.id = :id",
                Map.of("hash", hash, "id", id));
    }

    /** Whether the account has a password at all. */
    public boolean hasPassword(long id) {
        return credentials(id).map(Credentials::stored).isPresent();
    }

    /** Deletes an account; the database takes what hangs on it along. */
    void delete(long id) {
        events.fire(new AccountDeleted(id));
        database.change("delete from WebAuthUser u where u.id = :id", Map.of("id", id));
    }

    /** Deletes accounts that nobody confirmed in time and that no provider leads into. */
    public int deleteUnconfirmed() {
        OffsetDateTime before = database.now().minus(config.userUnconfirmedExpires());
        return database.changeNatively(
                "delete from webauth_user where confirmed = false and d_created < ?1 and not exists"
                        + " (select 1 from webauth_user_auth a where a.user_id = webauth_user.id)",
                Map.of(1, java.sql.Timestamp.from(before.toInstant())));
    }
}
