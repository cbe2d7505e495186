package dev.webauth.impl.provider;

import dev.webauth.UserNotFoundException;
import dev.webauth.UserProvider;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ProviderRemoved;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.login.WayIn;
import dev.webauth.impl.login.WaysIn;
import dev.webauth.impl.selfservice.Reauthentication;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The linked identities of the logged-in account: their values, and the removal of one. */
@ApplicationScoped
public class CallerIdentities implements Reauthentication, WayIn {

    @Inject WebAuthConfig config;
    @Inject Clients clients;
    @Inject IdentityRows rows;
    @Inject WaysIn waysIn;
    @Inject Transactions transactions;
    @Inject Callers callers;
    @Inject Event<AccountEvent> events;

    /** All linked identities in the order in which they were linked. */
    public List<UserProvider> all() {
        return callers.caller().stream()
                .flatMap(caller -> of(caller).stream())
                .map(IdentityRow::shown)
                .toList();
    }

    private List<IdentityRow> of(Caller caller) {
        return transactions.required(() -> rows.of(caller.userId()));
    }

    public Optional<String> name() {
        return told(IdentityRow::name);
    }

    public Optional<String> picture() {
        return told(IdentityRow::picture);
    }

    /** A value from the provider of this log-in, else from any other linked provider. */
    private Optional<String> told(Function<IdentityRow, String> value) {
        return callers.caller().stream()
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

    @Override
    public List<Way> ways(Account account, String next) {
        List<String> linked =
                transactions.required(() -> rows.of(account.id())).stream()
                        .map(IdentityRow::provider)
                        .toList();
        String query =
                "/login?"
                        + ProviderRoute.REAUTHENTICATE
                        + "=1&next="
                        + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return clients.all().stream()
                .filter(provider -> linked.contains(provider.id()))
                .map(
                        provider ->
                                new Way(
                                        provider.title(),
                                        config.basePrefix() + "/" + provider.id() + query))
                .toList();
    }

    /** Removes an identity, unless the account could then no longer be logged in to. */
    public void remove(String provider, String sub) {
        Caller caller = callers.requiredFresh();
        transactions.required(() -> remove(callers.lock(caller), provider, sub));
        callers.forget();
    }

    private void remove(Account account, String provider, String sub) {
        List<IdentityRow> all = rows.of(account.id());
        IdentityRow row =
                all.stream()
                        .filter(one -> one.provider().equals(provider) && one.sub().equals(sub))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new UserNotFoundException(
                                                "provider_unknown",
                                                "The account has no such identity"));
        waysIn.requireMoreThan(isOffered(row) ? 1 : 0, account);
        rows.delete(row);
        events.fire(new ProviderRemoved(account.id(), provider));
        rows.notifyOwner(account, "provider-removed");
    }

    @Override
    public int count(Account account) {
        return (int) rows.of(account.id()).stream().filter(this::isOffered).count();
    }

    /** Whether its provider is configured, so that it leads into the account. */
    private boolean isOffered(IdentityRow row) {
        return clients.find(row.provider()).isPresent();
    }
}
