package dev.webauth.impl.account;

import dev.webauth.entity.WebAuthUser;
import dev.webauth.impl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads rows of other tables together with their accounts, within a transaction. */
@ApplicationScoped
public class LiveRows {

    @Inject Database database;

    /** A row together with its account. */
    public record Joined<R>(R row, Account account) {}

    /**
     * Finds rows whose account is enabled and still has the row's epoch, in one statement.
     *
     * @param entity an entity with the attributes {@code userId} and {@code epoch}; its alias in
     *     the condition is {@code r}
     */
    public <R> List<Joined<R>> find(
            Class<R> type, String entity, String condition, Map<String, ?> parameters, int max) {
        return database
                .list(
                        Object[].class,
                        "select r, u from "
                                + entity
                                + " r, WebAuthUser u where u.id = r.userId and u.epoch = r.epoch"
                                + " and u.disabled = false and "
                                + condition,
                        parameters,
                        max)
                .stream()
                .map(pair -> new Joined<>(type.cast(pair[0]), Account.of((WebAuthUser) pair[1])))
                .toList();
    }
}
