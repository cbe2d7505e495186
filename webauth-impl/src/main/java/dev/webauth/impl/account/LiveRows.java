package dev.webauth.impl.account;

import dev.webauth.impl.store.Columns;
import dev.webauth.impl.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Reads rows of other tables together with their accounts. */
@ApplicationScoped
public class LiveRows {

    @Inject Database database;

    /** A row together with its account. */
    public record Joined<R>(R row, Account account) {}

    /**
     * Finds rows whose account is enabled and still has the row's epoch, in one statement.
     *
     * @param table a table with the columns {@code user_id} and {@code epoch}; its alias in the
     *     condition is {@code r}, and each {@code ?} there stands for a parameter
     */
    public <R> List<Joined<R>> find(
            Columns<R> columns, String table, String condition, List<?> parameters) {
        return database.read(
                "select "
                        + columns.of("r")
                        + ", "
                        + Accounts.COLUMNS.of("u")
                        + " from "
                        + table
                        + " r join webauth_user u on u.id = r.user_id and u.epoch_id = r.epoch where"
                        + " u.disabled = false and "
                        + condition,
                parameters,
                row ->
                        new Joined<>(
                                columns.read(row, 1),
                                Account.of(Accounts.COLUMNS.read(row, 1 + columns.count()))));
    }
}
