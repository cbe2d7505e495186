package dev.webauth.impl.provider;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceAlreadyExistsException;
import dev.webauth.ResourceBusyException;
import dev.webauth.UserNotFoundException;
import dev.webauth.UserProvider;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.LoggedIn;
import dev.webauth.event.ProviderLinked;
import dev.webauth.event.ProviderRemoved;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Recovery;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Outage;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which identities lead into which account. Never by e-mail: who may write an address at some
 * provider must not get into the account of its owner here (ASVS 10.5.2).
 */
@ApplicationScoped
public class LinkedIdentities implements Entities {

    private static final int MOST = 100;

    @Inject WebAuthConfig config;
    @Inject Clients clients;
    @Inject Accounts accounts;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject HttpSessions sessions;
    @Inject Outbox outbox;
    @Inject Event<AccountEvent> events;

    @Override
    public List<Class<?>> classes() {
        return List.of(IdentityRow.class);
    }

    /** Logs the identity's account in, which is made if there is none yet. */
    void logIn(Client client, Identity identity) {
        WebAuthUser account = again(() -> transactions.joined(() -> enter(client, identity)));
        sessions.begin(account.getId(), account.getEpoch(), identity.provider(), false);
    }

    /**
     * Of many who come at the same instant with a new identity, one makes the account; the database
     * refuses the others, who then find it.
     */
    private static <T> T again(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (Outage.isConstraint(e)) {
                return work.get();
            }
            throw e;
        }
    }

    private WebAuthUser enter(Client client, Identity identity) {
        Optional<WebAuthUser> known =
                find(identity).map(IdentityRow::userId).flatMap(accounts::hold);
        WebAuthUser account = known.orElseGet(() -> create(client, identity));
        known.ifPresent(found -> refresh(identity));
        accounts.touch(account.getId());
        events.fire(new LoggedIn(account.getId(), identity.provider()));
        return account;
    }

    private WebAuthUser create(Client client, Identity identity) {
        if (!config.allowRegistration()) {
            throw new AccessDeniedException("registration_closed", "Registration is closed");
        }
        Optional<EmailAddress> email =
                identity.email()
                        .filter(address -> client.isTrue("trust-email"))
                        .filter(address -> identity.emailVerified())
                        .filter(address -> accounts.byEmail(address).isEmpty());
        WebAuthUser account = accounts.create(email.orElse(null), null, true, identity.provider());
        database.insert(new IdentityRow(account.getId(), identity, database.now()));
        return account;
    }

    /** What people are called changes; who they are does not. */
    private void refresh(Identity identity) {
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

    private Optional<IdentityRow> find(Identity identity) {
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

    /**
     * Makes the identity one more way into an account. The second time it does nothing.
     *
     * @throws ResourceAlreadyExistsException if it leads into another account
     */
    void link(long userId, Identity identity) {
        again(
                () ->
                        transactions.joined(
                                () -> {
                                    add(userId, identity);
                                    return null;
                                }));
        sessions.refresh();
    }

    private void add(long userId, Identity identity) {
        WebAuthUser account =
                accounts.hold(userId)
                        .orElseThrow(() -> new AccessDeniedException("The account was deleted"));
        Optional<IdentityRow> known = find(identity);
        if (known.isPresent()) {
            if (known.get().userId() != userId) {
                throw new ResourceAlreadyExistsException(
                        "provider_exists", "This identity belongs to another account");
            }
            refresh(identity);
            return;
        }
        database.insert(new IdentityRow(userId, identity, database.now()));
        events.fire(new ProviderLinked(userId, identity.provider()));
        tell(account, "provider-linked");
    }

    private void tell(WebAuthUser account, String template) {
        Optional.ofNullable(account.getEmail())
                .filter(email -> account.isConfirmed())
                .flatMap(EmailAddress::find)
                .ifPresent(to -> outbox.notice(to, account.getId(), template));
    }

    /** Takes an identity away from the caller, unless nothing else would lead into the account. */
    public void remove(String provider, String sub) {
        Caller caller = sessions.required();
        transactions.joined(() -> remove(caller.userId(), provider, sub));
        sessions.refresh();
    }

    private void remove(long userId, String provider, String sub) {
        // Held, so that of two who remove at once the second sees what the first has left.
        WebAuthUser account =
                accounts.hold(userId)
                        .orElseThrow(() -> new AccessDeniedException("The account was deleted"));
        List<IdentityRow> rows = rows(userId);
        Optional<IdentityRow> row =
                rows.stream()
                        .filter(one -> one.provider().equals(provider) && one.sub().equals(sub))
                        .findFirst();
        if (row.isEmpty()) {
            throw new UserNotFoundException(
                    "provider_unknown", "The account has no such identity at " + clean(provider));
        }
        boolean another =
                rows.stream()
                        .filter(one -> one != row.get())
                        .anyMatch(one -> clients.find(one.provider()).isPresent());
        if (!another && !hasUsablePassword(account)) {
            throw new ResourceBusyException(
                    "last_way_in",
                    "This is the last way into the account; set a password for a confirmed e-mail"
                            + " address, or connect another provider, first");
        }
        database.change(
                "delete from WebAuthIdentity i where i.userId = :user and i.provider = :provider"
                        + " and i.sub = :sub",
                Map.of("user", userId, "provider", provider, "sub", sub));
        events.fire(new ProviderRemoved(userId, provider));
        tell(account, "provider-removed");
    }

    private static String clean(String provider) {
        return provider.matches("[a-z0-9-]{1,64}") ? provider : "that provider";
    }

    private boolean hasUsablePassword(WebAuthUser account) {
        return account.getEmail() != null
                && account.isConfirmed()
                && accounts.hasPassword(account.getId());
    }

    private List<IdentityRow> rows(long userId) {
        return database.list(
                IdentityRow.class,
                "select i from WebAuthIdentity i where i.userId = :user order by i.id",
                Map.of("user", userId),
                MOST);
    }

    /** The caller's identities, in the order in which they were linked. */
    public List<UserProvider> ofCaller() {
        return sessions.caller().stream()
                .flatMap(
                        caller ->
                                transactions.joined(() -> rows(caller.userId())).stream()
                                        .map(LinkedIdentities::shown))
                .toList();
    }

    private static UserProvider shown(IdentityRow row) {
        return new UserProvider(
                row.provider(),
                row.sub(),
                Optional.ofNullable(row.name()),
                Optional.ofNullable(row.email()));
    }

    public Optional<String> nameOfCaller() {
        return ofCaller(IdentityRow::name);
    }

    public Optional<String> pictureOfCaller() {
        return ofCaller(IdentityRow::picture);
    }

    /** By the provider of this log-in, else by any. */
    private Optional<String> ofCaller(Function<IdentityRow, String> value) {
        return sessions.caller()
                .flatMap(
                        caller ->
                                transactions.joined(() -> rows(caller.userId())).stream()
                                        .sorted(
                                                Comparator.comparing(
                                                        row ->
                                                                !row.provider()
                                                                        .equals(caller.method())))
                                        .map(value)
                                        .filter(java.util.Objects::nonNull)
                                        .findFirst());
    }

    /** Whoever owns the mailbox has taken the account over from whoever made it. */
    void forget(@Observes Recovery.Reclaimed account) {
        database.change(
                "delete from WebAuthIdentity i where i.userId = :user",
                Map.of("user", account.userId()));
    }
}
