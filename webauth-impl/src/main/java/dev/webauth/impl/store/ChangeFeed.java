package dev.webauth.impl.store;

import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells a node which accounts have changed, on this node and on all others, so that cached values
 * can be used without a query; see {@code docs/adr} 12.
 *
 * <p>Every change of an account inserts a row in the same transaction ({@link #changed(long)}).
 * Each node polls for the rows that have become visible since its last poll. Sequence numbers do
 * not suffice: they are assigned before the commit, and a slow transaction commits a number that is
 * lower than one already read. Each row therefore has its transaction id, and each poll passes the
 * snapshot of the previous one, from which PostgreSQL computes exactly the rows that were not
 * visible then.
 */
@ApplicationScoped
public class ChangeFeed implements Expiring {

    private static final Logger LOG = Logger.getLogger("dev.webauth.store");

    private static final Duration MAX_INTERVAL = Duration.ofMillis(250);

    /** Polls within the delay; more than one, so that a single slow poll has no effect. */
    private static final int POLLS = 4;

    /**
     * Rows are kept at least so long, by the database's clock. A node that polls later starts anew.
     */
    private static final Duration RETENTION = Duration.ofMinutes(30);

    /** With more changes in one poll, the whole cache is invalidated. */
    private static final int MAX_ROWS = 1000;

    /** Several accounts share a slot; a change of one of them invalidates all. */
    private static final int SLOTS = 1 << 14;

    private static final String INSERT =
            "insert into webauth_change (xid, user_id) values (cast(cast(pg_current_xact_id() as"
                    + " text) as bigint), ?1) on conflict do nothing";

    private static final String STATE =
            "select pg_current_snapshot()::text, pg_postmaster_start_time()::text,"
                    + " extract(epoch from clock_timestamp())::bigint";

    private static final String NEW_ROWS =
            STATE
                    + ", c.user_id from (select 1) one left join (select user_id from webauth_change"
                    + " where xid >= ? and not pg_visible_in_snapshot(xid::text::xid8,"
                    + " cast(? as pg_snapshot)) limit "
                    + MAX_ROWS
                    + ") c on true";

    private static final String DELETE =
            "delete from webauth_change where xid < ?1 or xid >="
                    + " cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint)";

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Background background;
    @Inject Now now;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLongArray changes = new AtomicLongArray(SLOTS);
    private volatile long allChanged;
    private volatile Moment polled;
    private volatile Position marked;
    private volatile Position markedBefore;
    private Position position;
    private boolean failed;

    /** What a poll has read: the snapshot, and the server that it came from. */
    private record Position(String snapshot, String server, long seconds) {

        static Position read(ResultSet row) throws SQLException {
            return new Position(row.getString(1), row.getString(2), row.getLong(3));
        }

        /** The oldest active transaction: everything before it was visible. */
        long oldest() {
            return Long.parseLong(snapshot.substring(0, snapshot.indexOf(':')));
        }

        /** Whether no row can be missing between the earlier position and this one. */
        boolean follows(Position earlier) {
            return server.equals(earlier.server)
                    && oldest() >= earlier.oldest()
                    && Math.abs(seconds - earlier.seconds) < RETENTION.toSeconds() / 2;
        }
    }

    /** Starts to poll, unless the delay is zero. */
    public void start() {
        background.every(RETENTION, this::mark);
        Duration delay = delay();
        if (!delay.isZero()) {
            Duration part = delay.dividedBy(POLLS);
            background.every(
                    part.compareTo(MAX_INTERVAL) < 0 ? part : MAX_INTERVAL, this::pollSafely);
        }
    }

    /** A cache that this feed invalidates. */
    public <V> AccountCache<V> newCache() {
        return new AccountCache<>(this);
    }

    private Duration delay() {
        return config.session().revocationDelay();
    }

    /**
     * Records, within a transaction, that an account or something that belongs to it has changed.
     * The caches of this node are invalidated at the commit, those of other nodes within {@code
     * webauth.revocation-delay}. A rollback invalidates nothing.
     */
    public void changed(long userId) {
        if (changing().add(userId) && database.isPostgres()) {
            database.updateNative(INSERT, Map.of(1, userId));
        }
    }

    /** {@link #changed(long)} for many accounts. */
    public void changed(List<Long> userIds) {
        if (userIds.size() == 1) {
            changed(userIds.get(0));
            return;
        }
        List<Object[]> rows =
                userIds.stream()
                        .filter(changing()::add)
                        .map(userId -> new Object[] {userId})
                        .toList();
        if (!rows.isEmpty() && database.isPostgres()) {
            database.changeMany(INSERT.replace("?1", "?"), rows);
        }
    }

    /**
     * {@link #changed(long)} for this node only, where other nodes may use the old value for a
     * minute.
     */
    public void changedHere(long userId) {
        changing().add(userId);
    }

    private Set<Long> changing() {
        TransactionSynchronizationRegistry registry = Transactions.registry();
        Changed changed = (Changed) registry.getResource(this);
        if (changed == null) {
            changed = new Changed();
            registry.putResource(this, changed);
            registry.registerInterposedSynchronization(changed);
        }
        return changed.users;
    }

    /** The accounts that a transaction has changed. */
    private final class Changed implements Synchronization {

        private final Set<Long> users = new HashSet<>();

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_ROLLEDBACK) {
                users.forEach(ChangeFeed.this::invalidate);
            }
        }
    }

    /** Whether the current transaction has uncommitted changes. */
    public boolean isChanging() {
        return isInTransaction() && Transactions.registry().getResource(this) != null;
    }

    public boolean isInTransaction() {
        return transactions.isActive();
    }

    /** When the last successful poll began; null before the first. */
    Moment polled() {
        return polled;
    }

    boolean isFresh(Moment at) {
        return at != null && at.isWithin(delay(), now);
    }

    Moment now() {
        return Moment.at(now);
    }

    boolean isWithin(Duration time, Moment since) {
        return since.isWithin(time, now);
    }

    /** A number to take before a value is read. */
    public long stamp() {
        return count.get();
    }

    /** Whether no change of an account is known since the number was taken. */
    public boolean isUnchanged(long userId, long stamp) {
        return changes.get(slot(userId)) <= stamp && allChanged <= stamp;
    }

    private void invalidate(long userId) {
        changes.accumulateAndGet(slot(userId), count.incrementAndGet(), Math::max);
    }

    private void invalidateAll() {
        allChanged = count.incrementAndGet();
    }

    private static int slot(long userId) {
        return Long.hashCode(userId * 0x9E3779B97F4A7C15L) >>> 1 & SLOTS - 1;
    }

    private void pollSafely() {
        try {
            poll();
            failed = false;
        } catch (RuntimeException e) {
            LOG.log(
                    failed ? Level.FINE : Level.WARNING,
                    "The change feed cannot be read; until it can, each request queries the database: {0}",
                    Causes.root(e));
            failed = true;
        }
    }

    /** Reads the new rows once, and invalidates what has changed. */
    public synchronized void poll() {
        if (!database.isPreparedPostgres()) {
            return;
        }
        Moment before = now();
        Position last = position;
        List<Long> users = new ArrayList<>();
        Position seen = last == null ? state() : newRows(last, users);
        if (last == null || !seen.follows(last) || users.size() >= MAX_ROWS) {
            invalidateAll();
        }
        users.forEach(this::invalidate);
        position = seen;
        polled = before;
    }

    private Position state() {
        return database.read(STATE, List.of(), Position::read).get(0);
    }

    private Position newRows(Position last, List<Long> users) {
        return database.read(
                        NEW_ROWS,
                        List.of(last.oldest(), last.snapshot),
                        row -> {
                            long user = row.getLong(4);
                            if (!row.wasNull()) {
                                users.add(user);
                            }
                            return Position.read(row);
                        })
                .get(0);
    }

    /** Keeps a position, so that a later cleanup knows which rows every node has read. */
    void mark() {
        if (database.isPreparedPostgres()) {
            markedBefore = marked;
            marked = state();
        }
    }

    /**
     * Deletes rows that every node has read, and rows whose transaction ids came from another
     * server with a restored backup. The condition is the transaction id and not a time, because a
     * row may be inserted long before its commit.
     */
    @Override
    public int cleanup() {
        Position read = markedBefore;
        return read == null
                ? 0
                : transactions.requiresNew(
                        () -> database.updateNative(DELETE, Map.of(1, read.oldest())));
    }
}
