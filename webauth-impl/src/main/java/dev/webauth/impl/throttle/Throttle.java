package dev.webauth.impl.throttle;

import dev.webauth.impl.config.Allowance;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Expiring;
import dev.webauth.impl.store.Outage;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Rate limits in fixed windows. Each use is counted in a separate transaction, so that a rollback
 * of the caller does not uncount a failed try. Subjects are stored as digests.
 */
@ApplicationScoped
public class Throttle implements Expiring {

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Now now;

    /** Takes one use of the limit. Returns false if none is left. Atomic across nodes. */
    public boolean take(Limit limit, String subject) {
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                return transactions.requiresNew(() -> tryTake(limit, name(limit, subject)));
            } catch (RuntimeException e) {
                // Without "on conflict" (H2) two first inserts may collide: the second one counts
                // again.
                if (!Outage.isConstraint(e)) {
                    throw e;
                }
            }
        }
        return false;
    }

    /** Whether no use is left. Takes none. */
    public boolean isExhausted(Limit limit, String subject) {
        return transactions.requiresNew(
                () -> {
                    List<?> rows =
                            database.listNative(
                                    "select hits from webauth_throttle where name = ?1 and d_reset"
                                            + " > ?2",
                                    Map.of(1, name(limit, subject), 2, timestamp(now.instant())));
                    return !rows.isEmpty()
                            && ((Number) rows.get(0)).intValue() >= allowed(limit).uses();
                });
    }

    /** Resets the counter. */
    public void reset(Limit limit, String subject) {
        transactions.requiresNew(
                () ->
                        database.updateNative(
                                "delete from webauth_throttle where name = ?1",
                                Map.of(1, name(limit, subject))));
    }

    /** Deletes counters whose window has ended. */
    @Override
    public int cleanup() {
        return transactions.requiresNew(
                () ->
                        database.updateNative(
                                "delete from webauth_throttle where d_reset <= ?1",
                                Map.of(1, timestamp(now.instant()))));
    }

    private boolean tryTake(Limit limit, String name) {
        Timestamp at = timestamp(now.instant());
        Timestamp reset = timestamp(now.instant().plus(allowed(limit).window()));
        // Of two concurrent first uses only one inserts the row; the other then updates it.
        return count(limit, name, at, reset) || begin(name, reset) || count(limit, name, at, reset);
    }

    private boolean count(Limit limit, String name, Timestamp at, Timestamp reset) {
        return database.updateNative(
                        "update webauth_throttle set hits = case when d_reset <= ?1 then 1 else hits"
                                + " + 1 end, d_reset = case when d_reset <= ?2 then cast(?3 as"
                                + " timestamp with time zone) else d_reset end where name = ?4 and"
                                + " (d_reset <= ?5 or hits < ?6)",
                        Map.of(1, at, 2, at, 3, reset, 4, name, 5, at, 6, allowed(limit).uses()))
                == 1;
    }

    private boolean begin(String name, Timestamp reset) {
        return database.updateNative(
                        "insert into webauth_throttle (name, hits, d_reset) select cast(?1 as"
                                + " varchar(100)), 1, cast(?2 as timestamp with time zone) where"
                                + " not exists (select 1 from webauth_throttle where name = ?3)"
                                + (database.isPostgres() ? " on conflict do nothing" : ""),
                        Map.of(1, name, 2, reset, 3, name))
                == 1;
    }

    private Allowance allowed(Limit limit) {
        return config.limits().get(limit);
    }

    private static String name(Limit limit, String subject) {
        return limit.name() + ":" + Token.digest(subject);
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }
}
