package dev.webauth.impl.provider;

import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sign-ins under way. In the database, not in the session: any node can finish one, a visitor needs
 * no session for it, and each is finished once.
 */
@ApplicationScoped
public class Flows implements Entities {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String SEALED_FOR = "provider flow";

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Seal seal;

    @Override
    public List<Class<?>> classes() {
        return List.of(FlowRow.class);
    }

    void begin(String state, Flow flow) {
        transactions.joined(
                () ->
                        database.insert(
                                new FlowRow(
                                        Token.digest(state),
                                        seal.seal(SEALED_FOR, flow.write()),
                                        database.now().plus(LIFE))));
    }

    /** Keeps what a provider has posted, until the browser comes by GET. */
    void keep(String state, Callback callback) throws ProviderFailure {
        Flow flow = find(state).orElseThrow(Flows::unknown).with(callback);
        String sealed = seal.seal(SEALED_FOR, flow.write());
        transactions.joined(
                () ->
                        database.change(
                                "update WebAuthFlow f set f.sealed = :sealed where f.digest ="
                                        + " :digest",
                                Map.of("sealed", sealed, "digest", Token.digest(state))));
    }

    /** Ends a sign-in's being under way: of all who try, even at the same instant, one succeeds. */
    Flow take(String state) throws ProviderFailure {
        Optional<Flow> flow = find(state);
        boolean first =
                flow.isPresent()
                        && transactions.joined(
                                        () ->
                                                database.change(
                                                        "delete from WebAuthFlow f where f.digest ="
                                                                + " :digest and f.expires > :now",
                                                        Map.of(
                                                                "digest",
                                                                Token.digest(state),
                                                                "now",
                                                                database.now())))
                                == 1;
        if (!first) {
            throw unknown();
        }
        return flow.get();
    }

    private static ProviderFailure unknown() {
        return ProviderFailure.refused(
                "state_mismatch", "the state is unknown, was used, or is older than " + LIFE);
    }

    private Optional<Flow> find(String state) throws ProviderFailure {
        Optional<String> text =
                transactions
                        .joined(
                                () ->
                                        database.first(
                                                FlowRow.class,
                                                "select f from WebAuthFlow f where f.digest ="
                                                        + " :digest and f.expires > :now",
                                                Map.of(
                                                        "digest",
                                                        Token.digest(state),
                                                        "now",
                                                        database.now())))
                        .flatMap(row -> seal.open(SEALED_FOR, row.sealed()));
        return text.isEmpty() ? Optional.empty() : Optional.of(Flow.read(text.get()));
    }

    /** Deletes those that nobody came back from. */
    public int cleanup() {
        return database.change(
                "delete from WebAuthFlow f where f.expires <= :now", Map.of("now", database.now()));
    }
}
