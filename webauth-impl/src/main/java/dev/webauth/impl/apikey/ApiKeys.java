package dev.webauth.impl.apikey;

import dev.webauth.User;
import dev.webauth.UserNotFoundException;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ApiKeyChanged;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.AccountsMade;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.AccountCache;
import dev.webauth.impl.store.ChangeFeed;
import dev.webauth.impl.store.RecentMap;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The API keys of accounts. */
@ApplicationScoped
public class ApiKeys {

    private static final String SEALED_FOR = "api key";

    @Inject WebAuthConfig config;
    @Inject Accounts accounts;
    @Inject Transactions transactions;
    @Inject Seal seal;
    @Inject Callers callers;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Outbox outbox;
    @Inject ChangeFeed feed;
    @Inject Event<AccountEvent> events;

    private final RecentMap<Boolean> suspects = new RecentMap<>(10_000);
    private AccountCache<Account> cache;

    @PostConstruct
    void createCache() {
        cache = feed.newCache();
    }

    /** Issues a new key to an account, within a transaction. */
    private String issue(long userId) {
        ApiKey key = ApiKey.random();
        accounts.setApiKeys(List.of(stored(userId, key)));
        return key.value();
    }

    private Accounts.StoredKey stored(long userId, ApiKey key) {
        String sealed = config.apiKeyReveal() ? seal.seal(SEALED_FOR, key.value()) : null;
        return new Accounts.StoredKey(userId, key.digest(), sealed);
    }

    /** A new account gets a key at once if its owner can read it later. */
    void made(@Observes AccountsMade event) {
        if (config.apiKeyReveal()) {
            accounts.setApiKeys(
                    event.userIds().stream().map(id -> stored(id, ApiKey.random())).toList());
        }
    }

    /** A recovery replaces the key, because somebody else may have read it. */
    void revoked(@Observes Revoked event) {
        if (event.cause() == Revoked.Cause.RECOVERY) {
            issue(event.userId());
        }
    }

    /** The caller's key, if a sealed copy is stored. */
    public Optional<String> reveal() {
        Caller caller = callers.requiredFresh();
        return transactions
                .required(() -> accounts.sealedApiKey(callers.lock(caller).id()))
                .flatMap(copy -> seal.open(SEALED_FOR, copy));
    }

    /** Replaces the caller's key. */
    public String regenerate() {
        Caller caller = callers.requiredFresh();
        return transactions.required(
                () -> {
                    Account account = callers.lock(caller);
                    String key = issue(account.id());
                    events.fire(new ApiKeyChanged(account.id()));
                    account.confirmedEmail()
                            .ifPresent(to -> outbox.notice(to, account.id(), "api-key-changed"));
                    return key;
                });
    }

    /**
     * The owner of a key. The account must be confirmed: otherwise a person who registered the
     * address of somebody else would keep access.
     */
    public User find(String text) {
        // Malformed text is refused without a database query.
        ApiKey key = ApiKey.parse(text).orElseThrow(ApiKeys::unknown);
        String digest = key.digest();
        return owner(digest).map(found -> found.asUser(key.value())).orElseThrow(ApiKeys::unknown);
    }

    /** An owner that this request has found. */
    private record Found(String digest, Account account, long stamp) {}

    /**
     * Looks up a key once per request, unless its account changes meanwhile: the application often
     * asks for the key that the request carries, with which a filter has already found the caller.
     */
    private Optional<Account> owner(String digest) {
        Optional<CurrentRequest> request = CurrentRequest.get();
        return request.flatMap(now -> now.recall(Found.class))
                .filter(found -> found.digest().equals(digest) && isCurrent(found))
                .map(Found::account)
                .or(() -> read(request, digest));
    }

    private boolean isCurrent(Found found) {
        return !feed.isChanging() && feed.isUnchanged(found.account().id(), found.stamp());
    }

    private Optional<Account> read(Optional<CurrentRequest> request, String digest) {
        long stamp = feed.stamp();
        Optional<Account> account =
                cache.find(digest, any -> true, Account::id, () -> lookUp(digest));
        // A transaction may still roll back what it has changed.
        if (account.isPresent() && !feed.isInTransaction()) {
            Found found = new Found(digest, account.get(), stamp);
            request.ifPresent(
                    now -> {
                        now.forget(Found.class);
                        now.remember(Found.class, () -> found);
                    });
        }
        return account;
    }

    private Optional<Account> lookUp(String digest) {
        Optional<String> network = ip.network();
        if (network.map(this::isExhausted).orElse(false)) {
            return Optional.empty();
        }
        Optional<Account> account = transactions.reading(() -> accounts.byApiKey(digest));
        if (account.isEmpty()) {
            network.ifPresent(
                    from -> {
                        suspects.put(from, true);
                        throttle.take(Limit.API_KEY_NETWORK, from);
                    });
        }
        return account;
    }

    /** Queries only for networks from which this node has received a wrong key. */
    private boolean isExhausted(String network) {
        return suspects.get(network) != null
                && throttle.isExhausted(Limit.API_KEY_NETWORK, network);
    }

    private static UserNotFoundException unknown() {
        return new UserNotFoundException("api_key_unknown", "The API key is nobody's");
    }
}
