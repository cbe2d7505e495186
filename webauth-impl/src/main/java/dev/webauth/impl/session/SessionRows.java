package dev.webauth.impl.session;

import dev.webauth.impl.account.LiveRows;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.store.AccountCache;
import dev.webauth.impl.store.ChangeFeed;
import dev.webauth.impl.store.Columns;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Expiring;
import dev.webauth.impl.store.Transactions;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads and writes {@code webauth_session}, within a transaction. */
@ApplicationScoped
class SessionRows implements Entities, Expiring {

    /** If an account has more log-ins, the oldest end. */
    static final int MAX_PER_ACCOUNT = 100;

    private static final Columns<SessionRow> COLUMNS = Columns.of(SessionRow.class);
    private static final String NOT_OVER =
            "r.expires > :now and (r.remembered = true or r.seen > :idleSince)";

    @Inject WebAuthConfig config;
    @Inject Database database;
    @Inject Transactions transactions;
    @Inject LiveRows liveRows;
    @Inject ChangeFeed feed;
    @Inject Now now;

    private AccountCache<LogIn> cache;

    @PostConstruct
    void createCache() {
        cache = feed.newCache();
    }

    @Override
    public List<Class<?>> classes() {
        return List.of(SessionRow.class);
    }

    /** Inserts a log-in. Its account is locked, so that every revocation includes the row. */
    void insert(SessionRow row) {
        database.insert(row);
        List<Long> all =
                database.list(
                        Long.class,
                        "select s.id from WebAuthSession s where s.userId = :user order by s.id"
                                + " desc",
                        Map.of("user", row.userId()),
                        2 * MAX_PER_ACCOUNT);
        if (all.size() > MAX_PER_ACCOUNT) {
            long oldestKept = all.get(MAX_PER_ACCOUNT - 1);
            database.update(
                    "delete from WebAuthSession s where s.userId = :user and s.id < :oldest",
                    Map.of("user", row.userId(), "oldest", oldestKept));
            feed.changed(row.userId());
        }
    }

    /** The newest log-in with one of these selectors that has not ended. */
    Optional<LiveRows.Joined<SessionRow>> live(List<String> selectors) {
        List<Object> parameters = new ArrayList<>(selectors);
        parameters.add(present());
        parameters.add(idleSince());
        return liveRows
                .find(
                        COLUMNS,
                        "webauth_session",
                        "r.selector in ("
                                + String.join(", ", Collections.nCopies(selectors.size(), "?"))
                                + ") and r.d_expires > ? and (r.remembered or r.d_seen > ?) order by"
                                + " r.id desc limit 1",
                        parameters)
                .stream()
                .findFirst();
    }

    /** {@link #live} with a cache: no query if the first selector is cached. */
    // Public, so that the proxy calls it without reflection, in each request.
    public Optional<LogIn> known(List<String> selectors) {
        return known(
                selectors.get(0),
                logIn -> true,
                () ->
                        transactions
                                .reading(() -> live(selectors))
                                .map(found -> LogIn.of(found, selectors)));
    }

    /** The log-in of a selector, from the cache if it has one that satisfies the condition. */
    // Public, so that the proxy calls it without reflection, in each request.
    public Optional<LogIn> known(
            String selector, Predicate<LogIn> condition, Supplier<Optional<LogIn>> read) {
        return cache.find(
                selector,
                logIn ->
                        logIn.selector().equals(selector)
                                && !logIn.isOver(now.instant(), config.session().idle())
                                && condition.test(logIn),
                logIn -> logIn.account().id(),
                read);
    }

    /** The log-ins of an account, the newest first. */
    List<SessionRow> of(long userId) {
        return database.list(
                SessionRow.class,
                "select r from WebAuthSession r where r.userId = :user and "
                        + NOT_OVER
                        + " order by r.id desc",
                Map.of("user", userId, "now", present(), "idleSince", idleSince()),
                MAX_PER_ACCOUNT);
    }

    boolean exists(long id) {
        return database.first(
                        Long.class,
                        "select s.id from WebAuthSession s where s.id = :id",
                        Map.of("id", id))
                .isPresent();
    }

    /** Ends one log-in of an account. */
    boolean delete(long userId, long id) {
        feed.changed(userId);
        return database.update(
                        "delete from WebAuthSession s where s.id = :id and s.userId = :user",
                        Map.of("id", id, "user", userId))
                == 1;
    }

    void seen(LogIn logIn, Instant before) {
        update(
                "s.seen = :now",
                "s.id = :id and s.seen < :before",
                logIn.id(),
                "before",
                time(before));
        cache.forget(logIn.selector());
    }

    /** Stores that the caller has just proved their identity. */
    void proved(Caller caller) {
        feed.changed(caller.userId());
        long id = caller.sessionId();
        update("s.proved = :now", "s.id = :id and s.expires > :before", id, "before", present());
    }

    /** Notes that the caller has just proved a second factor. */
    void provedSecondFactor(Caller caller) {
        feed.changed(caller.userId());
        long id = caller.sessionId();
        update(
                "s.proved = :now, s.secondFactor = :now",
                "s.id = :id and s.expires > :before",
                id,
                "before",
                present());
    }

    private void update(String set, String where, long id, String name, Object value) {
        database.update(
                "update WebAuthSession s set " + set + " where " + where,
                Map.of("now", present(), "id", id, name, value));
    }

    void endConfirmed(Caller caller) {
        feed.changed(caller.userId());
        database.update(
                "update WebAuthSession s set s.confirmedUntil = null where s.id = :id",
                Map.of("id", caller.sessionId()));
    }

    /** Replaces the token by the next one. Exactly one of several concurrent requests does. */
    boolean rotate(SessionRow row, Token next) {
        return database.update(
                        "update WebAuthSession s set s.token = :next, s.previousToken = :token,"
                                + " s.tokenSeen = null where s.id = :id and s.token = :token",
                        Map.of("next", next.digest(), "token", row.token(), "id", row.id()))
                == 1;
    }

    /** Stores that the browser has sent the current token. */
    void tokenSeen(SessionRow row) {
        database.update(
                "update WebAuthSession s set s.tokenSeen = :now where s.id = :id and s.token ="
                        + " :token and s.tokenSeen is null",
                Map.of("now", present(), "id", row.id(), "token", row.token()));
    }

    /** Replaces the cookie of a log-in. */
    void replaceCookie(long userId, long id, LoginCookie.Value cookie) {
        feed.changed(userId);
        Map<String, Object> values = new HashMap<>();
        values.put("selector", cookie.selector().digest());
        values.put("token", cookie.token().digest());
        values.put("now", present());
        values.put("id", id);
        database.update(
                "update WebAuthSession s set s.selector = :selector, s.token = :token,"
                        + " s.previousToken = null, s.tokenSeen = :now where s.id = :id",
                values);
    }

    /** Ends all log-ins of an account except the one that made the change. */
    void revoked(@Observes Revoked event) {
        feed.changed(event.userId());
        long survivor = event.survivor().orElse(0L);
        database.update(
                "delete from WebAuthSession s where s.userId = :user and s.id <> :survivor",
                Map.of("user", event.userId(), "survivor", survivor));
        database.update(
                "update WebAuthSession s set s.epoch = :epoch where s.id = :survivor and s.userId ="
                        + " :user and s.epoch = :before",
                Map.of(
                        "epoch", event.epoch(),
                        "survivor", survivor,
                        "user", event.userId(),
                        "before", event.before().epoch()));
    }

    /** Deletes log-ins that have ended. */
    @Override
    public int cleanup() {
        return transactions.requiresNew(
                () ->
                        database.update(
                                "delete from WebAuthSession r where not (" + NOT_OVER + ")",
                                Map.of("now", present(), "idleSince", idleSince())));
    }

    private OffsetDateTime idleSince() {
        return time(now.instant().minus(config.session().idle()));
    }

    private OffsetDateTime present() {
        return time(now.instant());
    }

    private static OffsetDateTime time(Instant instant) {
        return SessionRow.time(instant);
    }
}
