package dev.webauth.impl.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Caches what belongs to accounts. A cached value is used only while the {@link ChangeFeed} is
 * fresh and has no change of the account; otherwise the database is queried.
 */
public final class AccountCache<V> {

    /** Some megabytes at most. */
    private static final int GENERATION = 10_000;

    /** Limits how long a change by hand, which is not in the feed, stays unseen. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final ChangeFeed feed;
    private final RecentMap<Entry<V>> entries = new RecentMap<>(GENERATION);

    private record Entry<V>(V value, long userId, long stamp, Moment read) {}

    AccountCache(ChangeFeed feed) {
        this.feed = feed;
    }

    /**
     * The value of a key, from the cache or else from the database.
     *
     * @param usable whether a cached value may be used, as long as its account is unchanged
     * @param owner the account to which a value belongs
     * @param read reads from the database, in the caller's transaction if there is one
     */
    public Optional<V> find(
            String key, Predicate<V> usable, ToLongFunction<V> owner, Supplier<Optional<V>> read) {
        // Read before the map: an entry found after it is at least as new as this poll.
        Moment polled = feed.polled();
        if (!feed.isFresh(polled) || feed.isChanging()) {
            return read.get();
        }
        Entry<V> known = entries.get(key);
        if (known != null && isRight(known) && usable.test(known.value) && feed.isFresh(polled)) {
            return Optional.of(known.value);
        }
        long stamp = feed.stamp();
        Moment now = feed.now();
        Optional<V> found = read.get();
        // The caller's transaction may see uncommitted or outdated rows.
        if (!feed.isInTransaction()) {
            found.filter(usable)
                    .ifPresent(
                            value ->
                                    entries.put(
                                            key,
                                            new Entry<>(
                                                    value, owner.applyAsLong(value), stamp, now)));
        }
        return found;
    }

    private boolean isRight(Entry<V> known) {
        return feed.isUnchanged(known.userId, known.stamp) && feed.isWithin(MAX_AGE, known.read);
    }

    /** Removes a value that this node has changed without an entry in the feed. */
    public void forget(String key) {
        entries.remove(key);
    }
}
