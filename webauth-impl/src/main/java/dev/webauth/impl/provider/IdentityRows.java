package dev.webauth.impl.provider;

import dev.webauth.entity.WebAuthUser;
import dev.webauth.impl.account.Recovery;
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
import java.util.Optional;

/** The rows of {@code webauth_user_auth}; within a transaction. */
@ApplicationScoped
class IdentityRows implements Entities {

    private static final int MOST = 100;

    @Inject Database database;
    @Inject Outbox outbox;

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

    /** In the order in which they were linked. */
    List<IdentityRow> of(long userId) {
        return database.list(
                IdentityRow.class,
                "select i from WebAuthIdentity i where i.userId = :user order by i.id",
                Map.of("user", userId),
                MOST);
    }

    void insert(long userId, Identity identity) {
        database.insert(new IdentityRow(userId, identity, database.now()));
    }

    /** What people are called changes; who they are does not. */
    void refresh(Identity identity) {
        Map<String, Object> values = new HashMap<>(key(identity));
        values.put("name", identity.name().orElse(null));
        values.put("picture", identity.picture().orElse(null));
        values.put("email", identity.email().map(EmailAddress::text).orElse(null));
        values.put("now", database.now());
        database.change(
                "update WebAuthIdentity i set i.name = coalesce(:name, i.name), i.picture ="
                        + " coalesce(:picture, i.picture), i.email = coalesce(:email, i.email),"
                        + " i.active = :now where i.provider = :provider and i.issuer = :issuer and"
                        + " i.sub = :sub",
                values);
    }

    void delete(long userId, String provider, String sub) {
        database.change(
                "delete from WebAuthIdentity i where i.userId = :user and i.provider = :provider"
                        + " and i.sub = :sub",
                Map.of("user", userId, "provider", provider, "sub", sub));
    }

    /** Mails a notice to an account that has a proved address. */
    void tell(WebAuthUser account, String template) {
        Optional.ofNullable(account.getEmail())
                .filter(email -> account.isConfirmed())
                .flatMap(EmailAddress::find)
                .ifPresent(to -> outbox.notice(to, account.getId(), template));
    }

    /** Whoever owns the mailbox has taken the account over from whoever made it. */
    void forget(@Observes Recovery.Reclaimed account) {
        database.change(
                "delete from WebAuthIdentity i where i.userId = :user",
                Map.of("user", account.userId()));
    }
}
