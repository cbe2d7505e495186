package dev.webauth.impl.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Names and values in {@code webauth_setting}, which all nodes share. */
@ApplicationScoped
public class ClusterState {

    @Inject Database database;
    @Inject Transactions transactions;

    /** The value of a name. The first node that asks for it stores the value. */
    public String getOrCreate(String name, Supplier<String> first) {
        return transactions.requiresNew(
                () -> {
                    insertIfAbsent(name, first.get(), database.now());
                    return find(name).orElseThrow();
                });
    }

    /** The value of a name; empty if no node has stored one. */
    public Optional<String> find(String name) {
        return transactions.required(
                () ->
                        database
                                .listNative(
                                        "select text from webauth_setting where name = ?1",
                                        Map.of(1, name))
                                .stream()
                                .map(String.class::cast)
                                .findFirst());
    }

    /**
     * Claims one interval for this node, so that a periodic task runs on one node of the cluster
     * only.
     *
     * @return whether this node has claimed it
     */
    public boolean claimInterval(String name, Duration interval) {
        return transactions.requiresNew(
                () -> {
                    OffsetDateTime now = database.now();
                    insertIfAbsent(name, "", OffsetDateTime.parse("2000-01-01T00:00:00Z"));
                    return database.updateNative(
                                    "update webauth_setting set d_changed = ?1 where name = ?2 and"
                                            + " d_changed <= ?3",
                                    Map.of(
                                            1,
                                            timestamp(now),
                                            2,
                                            name,
                                            3,
                                            timestamp(now.minus(interval))))
                            == 1;
                });
    }

    private void insertIfAbsent(String name, String text, OffsetDateTime changed) {
        // This replaces "on conflict do nothing" where a database has no such clause. Two nodes may
        // then insert at once. The second transaction fails and its caller tries again later.
        database.updateNative(
                "insert into webauth_setting (name, text, d_changed) select cast(?1 as varchar(64)),"
                        + " cast(?2 as varchar(1024)), cast(?3 as timestamp with time zone)"
                        + " where not exists (select 1 from webauth_setting where name = ?4)"
                        + (database.isPostgres() ? " on conflict do nothing" : ""),
                Map.of(1, name, 2, text, 3, timestamp(changed), 4, name));
    }

    private static java.sql.Timestamp timestamp(OffsetDateTime time) {
        return java.sql.Timestamp.from(time.toInstant());
    }
}
