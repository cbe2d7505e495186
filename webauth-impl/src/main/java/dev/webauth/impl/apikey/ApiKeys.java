package dev.webauth.impl.apikey;

import dev.webauth.AccessDeniedException;
import dev.webauth.User;
import dev.webauth.UserNotFoundException;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.event.ApiKeyChanged;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.mail.EmailAddress;
import dev.webauth.impl.mail.Outbox;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.HttpSessions;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.throttle.Limit;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.ClientIp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The API key of an account. */
@ApplicationScoped
public class ApiKeys {

    private static final String SEALED_FOR = "api key";

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Seal seal;
    @Inject HttpSessions sessions;
    @Inject Throttle throttle;
    @Inject ClientIp ip;
    @Inject Outbox outbox;
    @Inject Event<AccountEvent> events;

    /** Gives an account a new key; within a transaction. */
    public String issue(long userId) {
        ApiKey key = ApiKey.random();
        Map<String, Object> values = new HashMap<>();
        values.put("digest", key.digest());
        values.put("sealed", config.apiKeyReveal() ? seal.seal(SEALED_FOR, key.value()) : null);
        values.put("id", userId);
        database.change(
                "update WebAuthUser u set u.apiKey = :digest, u.apiKeySealed = :sealed where u.id ="
                        + " :id",
                values);
        return key.value();
    }

    /** The caller's key, if a copy is kept. */
    public Optional<String> reveal() {
        long id = sessions.required().userId();
        return transactions
                .joined(
                        () ->
                                database.first(
                                        String.class,
                                        "select u.apiKeySealed from WebAuthUser u where u.id = :id"
                                                + " and u.apiKeySealed is not null",
                                        Map.of("id", id)))
                .flatMap(copy -> seal.open(SEALED_FOR, copy));
    }

    /** Gives the caller a new key. */
    public String regenerate() {
        Caller caller = sessions.required();
        return transactions.joined(
                () -> {
                    database.hold(WebAuthUser.class, caller.userId())
                            .orElseThrow(
                                    () -> new AccessDeniedException("The account was deleted"));
                    String key = issue(caller.userId());
                    events.fire(new ApiKeyChanged(caller.userId()));
                    caller.email()
                            .flatMap(EmailAddress::find)
                            .ifPresent(to -> outbox.notice(to, caller.userId(), "api-key-changed"));
                    return key;
                });
    }

    /** Whose key it is; only a confirmed account's works, lest a squatter keep a way in. */
    public User find(String text) {
        // What is no key is refused without asking the database anything.
        ApiKey key = ApiKey.parse(text).orElseThrow(ApiKeys::unknown);
        Optional<String> network = ip.network();
        if (network.map(from -> throttle.isExhausted(Limit.API_KEY_NETWORK, from)).orElse(false)) {
            throw unknown();
        }
        Optional<WebAuthUser> row = transactions.joined(() -> row(key));
        if (row.isEmpty()) {
            network.ifPresent(from -> throttle.take(Limit.API_KEY_NETWORK, from));
        }
        return row.map(found -> user(found, key)).orElseThrow(ApiKeys::unknown);
    }

    private static UserNotFoundException unknown() {
        return new UserNotFoundException("api_key_unknown", "The API key is nobody's");
    }

    private Optional<WebAuthUser> row(ApiKey key) {
        return database.first(
                WebAuthUser.class,
                "select u from WebAuthUser u where u.apiKey = :digest and u.confirmed = true",
                Map.of("digest", key.digest()));
    }

    private static User user(WebAuthUser row, ApiKey key) {
        return new User(
                row.getId(),
                Optional.ofNullable(row.getEmail()),
                key.value(),
                row.isConfirmed(),
                row.isOtp(),
                row.getCreated().toInstant(),
                Optional.ofNullable(row.getActive()).map(OffsetDateTime::toInstant));
    }
}
