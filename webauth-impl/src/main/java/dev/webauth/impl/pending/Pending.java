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
 * Steps that wait for the user: a sign-in at a provider, a log-in that waits for a second factor.
 * They are stored in the database and not in the HTTP session. So any node can finish one, no
 * session is created for visitors, and each is finished at most once. The text of a step is sealed
 * for its kind.
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
     * @param token identifies the step; only its digest is stored
     * @param userId the account of the step; a revocation for this account deletes the step
     */
    public void put(
            String kind, String token, String text, Optional<Long> userId, Duration lifetime) {
        String sealed = seal.seal(kind, text);
        transactions.required(
                () ->
                        database.insert(
                                new PendingRow(
                                        Token.digest(token),
                                        sealed,
                                        userId.orElse(null),
                                        database.now().plus(lifetime))));
    }

    /** The text of a step; empty if it is unknown, finished, expired or of another kind. */
    public Optional<String> find(String kind, String token) {
        return transactions
                .required(
                        () ->
                                database.first(
                                        PendingRow.class,
                                        "select p from WebAuthPending p where p.digest = :digest"
                                                + " and p.expires > :now",
                                        key(token)))
                .flatMap(row -> seal.open(kind, row.sealed()));
    }

    /** Replaces the text of a step. */
    public void replace(String kind, String token, String text) {
        String sealed = seal.seal(kind, text);
        transactions.required(
                () ->
                        database.update(
                                "update WebAuthPending p set p.sealed = :sealed where p.digest ="
                                        + " :digest",
                                Map.of("sealed", sealed, "digest", Token.digest(token))));
    }

    /** Finishes a step. Exactly one of several concurrent callers gets its text. */
    public Optional<String> take(String kind, String token) {
        Optional<String> text = find(kind, token);
        boolean first =
                text.isPresent()
                        && transactions.required(
                                        () ->
                                                database.update(
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
            database.update(
                    "delete from WebAuthPending p where p.userId = :user",
                    Map.of("user", event.userId()));
        }
    }

    /** Deletes expired steps. */
    @Override
    public int cleanup() {
        return transactions.requiresNew(
                () ->
                        database.update(
                                "delete from WebAuthPending p where p.expires <= :now",
                                Map.of("now", database.now())));
    }
}
