package dev.webauth.impl.pending;

import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Expiring;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steps under way: a sign-in at a provider, a log-in that waits for a second factor. In the
 * database and not in the HTTP session: any node can finish one, a visitor needs no session, and
 * each is finished at most once. What a step remembers is sealed for its kind.
 */
@ApplicationScoped
public class Pending implements Entities, Expiring {

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Seal seal;

    @Override
    public List<Class<?>> classes() {
        return List.of(PendingRow.class);
    }

    /**
     * Begins a step.
     *
     * @param token names it, and is stored as a digest only
     * @param userId the account it is for; it ends with what is revoked for that account
     */
    public void put(
            String kind, String token, String text, Optional<Long> userId, Duration lifetime) {
        String sealed = seal.seal(kind, text);
        transactions.joined(
                () ->
                        database.insert(
                                new PendingRow(
                                        Token.digest(token),
                                        sealed,
                                        userId.orElse(null),
                                        database.now().plus(lifetime))));
    }

    /** What a step remembers; empty if it is unknown, finished, expired or of another kind. */
    public Optional<String> find(String kind, String token) {
        return transactions
                .joined(
                        () ->
                                database.first(
                                        PendingRow.class,
                                        "select p from WebAuthPending p where p.digest = :digest"
                                                + " and p.expires > :now",
                                        key(token)))
                .flatMap(row -> seal.open(kind, row.sealed()));
    }

    /** Replaces what a step remembers. */
    public void replace(String kind, String token, String text) {
        String sealed = seal.seal(kind, text);
        transactions.joined(
                () ->
                        database.change(
                                "update WebAuthPending p set p.sealed = :sealed where p.digest ="
                                        + " :digest",
                                Map.of("sealed", sealed, "digest", Token.digest(token))));
    }

    /** Finishes a step: exactly one of several concurrent callers gets it. */
    public Optional<String> take(String kind, String token) {
        Optional<String> text = find(kind, token);
        boolean first =
                text.isPresent()
                        && transactions.joined(
                                        () ->
                                                database.change(
                                                        "delete from WebAuthPending p where"
                                                                + " p.digest = :digest and"
                                                                + " p.expires > :now",
                                                        key(token)))
                                == 1;
        return text.filter(found -> first);
    }

    private Map<String, Object> key(String token) {
        return Map.of("digest", Token.digest(token), "now", database.now());
    }

    void revoked(@Observes Revoked event) {
        if (event.cause().changesEpoch()) {
            database.change(
                    "delete from WebAuthPending p where p.userId = :user",
                    Map.of("user", event.userId()));
        }
    }

    /** Deletes steps that nobody finished. */
    @Override
    public int cleanup() {
        return transactions.separate(
                () ->
                        database.change(
                                "delete from WebAuthPending p where p.expires <= :now",
                                Map.of("now", database.now())));
    }
}
