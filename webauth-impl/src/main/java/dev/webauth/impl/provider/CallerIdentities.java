package dev.webauth.impl.provider;

import dev.webauth.AccessDeniedException;
import dev.webauth.ResourceBusyException;
import dev.webauth.UserNotFoundException;
import dev.webauth.UserProvider;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ProviderRemoved;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The identities of whoever is logged in: what they tell, and how one is removed. */
@ApplicationScoped
public class CallerIdentities {

    @Inject Clients clients;
    @Inject IdentityRows rows;
    @Inject Accounts accounts;
    @Inject Transactions transactions;
    @Inject HttpSessions sessions;
    @Inject Event<AccountEvent> events;

    /** In the order in which they were linked. */
    public List<UserProvider> all() {
        return sessions.caller().stream()
                .flatMap(caller -> of(caller).stream())
                .map(CallerIdentities::shown)
                .toList();
    }

    private List<IdentityRow> of(Caller caller) {
        return transactions.joined(() -> rows.of(caller.userId()));
    }

    private static UserProvider shown(IdentityRow row) {
        return new UserProvider(
                row.provider(),
                row.sub(),
                Optional.ofNullable(row.name()),
                Optional.ofNullable(row.email()));
    }

    public Optional<String> name() {
        return told(IdentityRow::name);
    }

    public Optional<String> picture() {
        return told(IdentityRow::picture);
    }

    /** By the provider of this log-in, else by any. */
    private Optional<String> told(Function<IdentityRow, String> value) {
        return sessions.caller().stream()
                .flatMap(
                        caller ->
                                of(caller).stream()
                                        .sorted(
                                                Comparator.comparing(
                                                        row ->
                                                                !row.provider()
                                                                        .equals(caller.method()))))
                .map(value)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Removes one, unless nothing else would lead into the account. */
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
        List<IdentityRow> all = rows.of(userId);
        IdentityRow row =
                all.stream()
                        .filter(one -> one.provider().equals(provider) && one.sub().equals(sub))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new UserNotFoundException(
                                                "provider_unknown",
                                                "The account has no such identity"));
        boolean another =
                all.stream()
                        .filter(one -> one != row)
                        .anyMatch(one -> clients.find(one.provider()).isPresent());
        if (!another && !hasUsablePassword(account)) {
            throw new ResourceBusyException(
                    "last_way_in",
                    "This is the last way into the account; set a password for a confirmed e-mail"
                            + " address, or connect another provider, first");
        }
        rows.delete(userId, provider, sub);
        events.fire(new ProviderRemoved(userId, provider));
        rows.tell(account, "provider-removed");
    }

    private boolean hasUsablePassword(WebAuthUser account) {
        return account.getEmail() != null
                && account.isConfirmed()
                && accounts.hasPassword(account.getId());
    }
}
