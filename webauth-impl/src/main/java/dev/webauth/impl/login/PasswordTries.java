package dev.webauth.impl.login;

import dev.webauth.UnavailableException;
import dev.webauth.event.AccountDeleted;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Expiring;
import dev.webauth.impl.store.Outage;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts wrong passwords, and wrong codes of second factors. A try is counted as wrong before the
 * password is checked, and uncounted if it turns out to be right. So parallel tries, on any number
 * of nodes, cannot exceed the free ones. Each change runs in a separate transaction, so that a
 * rollback of the caller does not uncount a try.
 */
@ApplicationScoped
public class PasswordTries implements Entities, Expiring {

    /** Long enough that waiting for the deletion of the counter does not help an attacker. */
    private static final Duration ACCOUNT_RETENTION = Duration.ofDays(30);

    private static final Duration UNKNOWN_ADDRESS_RETENTION = Duration.ofDays(1);

    /** Several concurrent first tries may collide in the insert; all but one are repeated. */
    private static final int MAX_CONFLICTS = 5;

    private static final int WAIT_MILLIS = 50;
    private static final int MAX_WAITS = 5_000 / WAIT_MILLIS;

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Now now;

    /** The subject of a counter. Only its digest is stored. */
    public record Counter(String subject, Optional<Long> userId, boolean secondFactor) {

        Counter(String subject, Optional<Long> userId) {
            this(subject, userId, false);
        }

        /** The counter of one second factor of an account, for all browsers. */
        public static Counter ofSecondFactor(long userId, String factor) {
            return new Counter(userId + ":second factor:" + factor, Optional.of(userId), true);
        }

        String name() {
            return Token.digest(subject);
        }
    }

    private enum Reply {
        /** The password may be checked. */
        RESERVED,
        /** No try is free, but some are not decided yet and may be returned. */
        UNDECIDED,
        /** The password must not be checked now. */
        REFUSED
    }

    @Override
    public List<Class<?>> classes() {
        return List.of(TriesRow.class);
    }

    /**
     * Reserves a try; atomic across nodes. Waits while a reserved try may still be returned, so
     * that many concurrent log-ins with the right password are not refused as guesses.
     *
     * @return whether the password may be checked
     * @throws UnavailableException if the other tries are not decided within five seconds
     */
    public boolean reserve(Counter counter) {
        for (int wait = 0; wait < MAX_WAITS; wait++) {
            Reply reply = reserveOrNot(counter);
            if (reply != Reply.UNDECIDED) {
                return reply == Reply.RESERVED;
            }
            pause();
        }
        throw new UnavailableException(
                "too_busy", "Too many log-ins at once; try again in a moment", null);
    }

    private static void pause() {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("server_stopping", "The server is stopping", e);
        }
    }

    private Reply reserveOrNot(Counter counter) {
        for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
            try {
                return transactions.requiresNew(() -> tryReserve(counter));
            } catch (RuntimeException e) {
                if (!Outage.isConstraint(e)) {
                    throw e;
                }
            }
        }
        return Reply.UNDECIDED;
    }

    private Reply tryReserve(Counter counter) {
        OffsetDateTime time = time();
        OffsetDateTime expires =
                time.plus(
                        counter.userId().isPresent()
                                ? ACCOUNT_RETENTION
                                : UNKNOWN_ADDRESS_RETENTION);
        Optional<TriesRow> found = database.lock(TriesRow.class, counter.name());
        if (found.isEmpty()) {
            Long userId = counter.userId().orElse(null);
            database.insert(
                    new TriesRow(counter.name(), userId, counter.secondFactor(), time, expires));
            return Reply.RESERVED;
        }
        TriesRow row = found.get();
        if (!row.mayTry(time)) {
            return row.undecided(time) > 0 ? Reply.UNDECIDED : Reply.REFUSED;
        }
        int failures = row.failures() + 1;
        database.update(
                "update WebAuthPasswordTries t set t.failures = :failures, t.undecided ="
                        + " :undecided, t.reserved = :now, t.next = :next, t.expires = :expires"
                        + " where t.name = :name",
                Map.of(
                        "failures",
                        failures,
                        "undecided",
                        row.undecided(time) + 1,
                        "now",
                        time,
                        "next",
                        time.plus(TriesRow.wait(failures)),
                        "expires",
                        expires,
                        "name",
                        counter.name()));
        return Reply.RESERVED;
    }

    /**
     * The reserved try had a wrong password and stays counted.
     *
     * @return the number of counted tries
     */
    public int failed(Counter counter) {
        return transactions.requiresNew(
                () -> {
                    database.update(
                            "update WebAuthPasswordTries t set t.undecided = t.undecided - 1"
                                    + " where t.name = :name and t.undecided > 0",
                            Map.of("name", counter.name()));
                    return database.lock(TriesRow.class, counter.name())
                            .map(TriesRow::failures)
                            .orElse(0);
                });
    }

    /** Returns a reserved try whose password was not checked. */
    void giveBack(Counter counter) {
        change(
                () ->
                        database.update(
                                "update WebAuthPasswordTries t set t.undecided = t.undecided - 1,"
                                        + " t.failures = t.failures - 1, t.next = :now"
                                        + " where t.name = :name and t.undecided > 0",
                                Map.of("name", counter.name(), "now", time())));
    }

    /** The reserved try had the right password: deletes the counter. */
    public void succeeded(Counter counter) {
        change(
                () ->
                        database.update(
                                "delete from WebAuthPasswordTries t where t.name = :name",
                                Map.of("name", counter.name())));
    }

    private void change(Supplier<Integer> statement) {
        transactions.requiresNew(statement);
    }

    /**
     * A recovery proves the mailbox, so it unlocks an account that was locked by wrong passwords.
     * Codes stay counted: a reader of the mailbox must not get new tries with each recovery.
     */
    void recovered(@Observes Revoked event) {
        if (event.cause() == Revoked.Cause.RECOVERY) {
            forget(event.userId(), false);
        }
    }

    void deleted(@Observes AccountDeleted event) {
        forget(event.userId(), false);
        forgetSecondFactors(event.userId());
    }

    /** Forgets the wrong codes of an account; within a transaction. */
    public void forgetSecondFactors(long userId) {
        forget(userId, true);
    }

    private void forget(long userId, boolean secondFactor) {
        database.update(
                "delete from WebAuthPasswordTries t where t.userId = :user and t.secondFactor ="
                        + " :second",
                Map.of("user", userId, "second", secondFactor));
    }

    /** Deletes old counters; accounts that were locked by wrong passwords stay locked. */
    @Override
    public int cleanup() {
        return transactions.requiresNew(
                () ->
                        database.update(
                                "delete from WebAuthPasswordTries t where t.expires <= :now and"
                                        + " (t.userId is null or t.failures < :max)",
                                Map.of("now", time(), "max", TriesRow.MAX_FAILURES)));
    }

    private OffsetDateTime time() {
        return now.instant().atOffset(ZoneOffset.UTC);
    }
}
