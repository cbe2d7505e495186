package dev.webauth.impl.passkey;

import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.ResourceBusyException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.login.WayIn;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code webauth_passkey}; within a transaction. */
@ApplicationScoped
class PasskeyRows implements Entities, WayIn {

    static final int MAX_PER_ACCOUNT = 20;

    @Inject Database database;

    @Override
    public List<Class<?>> classes() {
        return List.of(PasskeyRow.class);
    }

    Optional<PasskeyRow> find(String credentialId) {
        return database.first(
                PasskeyRow.class,
                "select p from WebAuthPasskey p where p.credentialId = :credential",
                Map.of("credential", credentialId));
    }

    /** In the order in which they were added. */
    List<PasskeyRow> of(long userId) {
        return database.list(
                PasskeyRow.class,
                "select p from WebAuthPasskey p where p.userId = :user order by p.id",
                Map.of("user", userId),
                MAX_PER_ACCOUNT);
    }

    @Override
    public int count(Account account) {
        return of(account.id()).size();
    }

    /** Refuses one more than an account may have. */
    void requireFew(long userId) {
        if (of(userId).size() >= MAX_PER_ACCOUNT) {
            throw new ResourceBusyException(
                    "passkey_limit",
                    "The account has " + MAX_PER_ACCOUNT + " passkeys already; remove one first");
        }
    }

    PasskeyRow insert(long userId, String userHandle, NewCredential made, String name) {
        try {
            return database.insert(new PasskeyRow(userId, userHandle, made, name, database.now()));
        } catch (RuntimeException e) {
            throw Outage.isConstraint(e) ? exists() : e;
        }
    }

    static ResourceAlreadyExistsException exists() {
        return new ResourceAlreadyExistsException(
                "passkey_exists", "An account has this passkey already");
    }

    /** Notes a use: what the authenticator told with it is compared with the next one. */
    void used(PasskeyRow row, long signCount, boolean backedUp) {
        database.update(
                "update WebAuthPasskey p set p.signCount = :count, p.backedUp = :backedUp, p.used"
                        + " = :now where p.id = :id",
                Map.of(
                        "count",
                        signCount,
                        "backedUp",
                        backedUp,
                        "now",
                        database.now(),
                        "id",
                        row.id()));
    }

    void rename(PasskeyRow row, String name) {
        database.update(
                "update WebAuthPasskey p set p.name = :name where p.id = :id",
                Map.of("name", name, "id", row.id()));
    }

    void delete(PasskeyRow row) {
        database.update("delete from WebAuthPasskey p where p.id = :id", Map.of("id", row.id()));
    }

    /**
     * A recovery removes passkeys that were added since the mailbox was last proved: a thief of a
     * session may have added them. Those that stay are the owner's.
     */
    void revoked(@Observes Revoked event) {
        if (event.cause() == Revoked.Cause.RECOVERY) {
            database.update(
                    "delete from WebAuthPasskey p where p.userId = :user and p.created > :proved",
                    Map.of("user", event.userId(), "proved", event.before().lastMailboxProof()));
        }
    }
}
