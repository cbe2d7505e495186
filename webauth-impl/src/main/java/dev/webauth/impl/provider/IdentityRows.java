package dev.webauth.impl.provider;

import dev.webauth.event.EmailChangeRequested;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads and writes {@code webauth_user_auth}, within a transaction. */
@ApplicationScoped
class IdentityRows implements Entities {

    private static final int MAX_PER_ACCOUNT = 100;

    @Inject Database database;
    @Inject Outbox outbox;
    @Inject Accounts accounts;

    @Override
    public List<Class<?>> classes() {
        return List.of(IdentityRow.class);
    }

    Optional<IdentityRow> find(Identity identity) {
        return database.first(
                IdentityRow.class,
                "select i from WebAuthIdentity i where i.provider = :provider and i.issuer ="
                        + " :issuer and i.sub = :sub",
                key(identity));
    }

    private static Map<String, Object> key(Identity identity) {
        return Map.of(
                "provider", identity.provider(),
                "issuer", identity.issuer(),
                "sub", identity.sub());
    }

    /** An account's identities in the order in which they were linked. */
    List<IdentityRow> of(long userId) {
        return database.list(
                IdentityRow.class,
                "select i from WebAuthIdentity i where i.userId = :user order by i.id",
                Map.of("user", userId),
                MAX_PER_ACCOUNT);
    }

    /** Of the accounts in a range of ids, each in the order in which they were linked. */
    List<IdentityRow> between(long firstId, long lastId) {
        return database.list(
                IdentityRow.class,
                "select i from WebAuthIdentity i where i.userId between :first and :last order by"
                        + " i.id",
                Map.of("first", firstId, "last", lastId),
                Integer.MAX_VALUE);
    }

    void insert(long userId, Identity identity) {
        database.insert(new IdentityRow(userId, identity, database.now()));
    }

    /** Updates display values, which change. The key of the identity does not change. */
    void refresh(Identity identity) {
        Map<String, Object> values = new HashMap<>(key(identity));
        values.put("name", identity.name().orElse(null));
        values.put("picture", identity.picture().orElse(null));
        values.put("email", identity.email().map(EmailAddress::text).orElse(null));
        values.put("now", database.now());
        database.update(
                "update WebAuthIdentity i set i.name = coalesce(:name, i.name), i.picture ="
                        + " coalesce(:picture, i.picture), i.email = coalesce(:email, i.email),"
                        + " i.active = :now where i.provider = :provider and i.issuer = :issuer and"
                        + " i.sub = :sub",
                values);
    }

    void delete(IdentityRow row) {
        database.update("delete from WebAuthIdentity i where i.id = :id", Map.of("id", row.id()));
    }

    /** Mails a notice to an account that has a confirmed address. */
    void notifyOwner(Account account, String template) {
        account.confirmedEmail().ifPresent(to -> outbox.notice(to, account.id(), template));
    }

    /**
     * A recovery removes identities that were linked after the mailbox was last proved, because a
     * thief of a session may have linked them. Older identities stay.
     */
    void revoked(@Observes Revoked event) {
        if (event.cause() == Revoked.Cause.RECOVERY) {
            database.update(
                    "delete from WebAuthIdentity i where i.userId = :user and i.created > :proved",
                    Map.of("user", event.userId(), "proved", event.before().lastMailboxProof()));
        }
    }

    /** Warns an account without an address, at its providers' addresses, that it may get one. */
    void addressRequested(@Observes EmailChangeRequested event) {
        boolean first =
                accounts.byId(event.userId()).filter(found -> found.email().isEmpty()).isPresent();
        if (first) {
            of(event.userId()).stream()
                    .map(IdentityRow::email)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(
                            to ->
                                    outbox.notice(
                                            new EmailAddress(to),
                                            event.userId(),
                                            "email-requested"));
        }
    }
}
