package dev.webauth.impl.mail;

import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides which node sends a mail. A node leases a mail by moving its due time ahead. If the node
 * dies, the lease ends and another node sends the mail.
 */
@ApplicationScoped
class MailLeases {

    /** Longer than the interval in which a sending node renews its lease. */
    static final Duration LEASE_DURATION = Duration.ofMinutes(2);

    private static final String DUE =
            "select id from webauth_mail where parked = false and d_due <= current_timestamp"
                    + " order by d_due, id limit 1";

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Event<Handover> handover;

    /** Leases the mail that is due longest. No other node gets the same mail. */
    Optional<MailRow> next() {
        return transactions.required(
                () -> {
                    Optional<Long> due = due();
                    while (due.isPresent()) {
                        if (lease(due.get())) {
                            return database.first(
                                    MailRow.class,
                                    "select m from WebAuthMail m where m.id = :id",
                                    Map.of("id", due.get()));
                        }
                        due = due();
                    }
                    return Optional.empty();
                });
    }

    private Optional<Long> due() {
        // PostgreSQL skips the mails that another node is leasing at this moment. On other
        // databases both nodes select the same mail, and the update lets only one of them have it.
        String sql = database.isPostgres() ? DUE + " for update skip locked" : DUE;
        return database.listNative(sql, Map.of()).stream()
                .findFirst()
                .map(id -> ((Number) id).longValue());
    }

    private boolean lease(long id) {
        OffsetDateTime now = database.now();
        return database.update(
                        "update WebAuthMail m set m.attempts = m.attempts + 1, m.due = :until"
                                + " where m.id = :id and m.due <= :now",
                        Map.of("until", now.plus(LEASE_DURATION), "id", id, "now", now))
                == 1;
    }

    /** Extends the lease of a mail that is still being sent. */
    void renew(MailRow mail) {
        transactions.required(
                () ->
                        database.update(
                                "update WebAuthMail m set m.due = :until where m.id = :id and"
                                        + " m.attempts = :attempts",
                                Map.of(
                                        "until",
                                        database.now().plus(LEASE_DURATION),
                                        "id",
                                        mail.id(),
                                        "attempts",
                                        mail.attempts())));
    }

    /** Deletes a mail that the SMTP server has accepted, and starts the lifetime of its link. */
    void handedOver(MailRow mail) {
        transactions.required(
                () -> {
                    // The link first: account deletion deletes links before mails, and the same
                    // order avoids deadlocks.
                    if (mail.linkDigest() != null) {
                        handover.fire(
                                new Handover(
                                        mail.linkDigest(), Duration.ofSeconds(mail.linkSeconds())));
                    }
                    database.update(
                            "delete from WebAuthMail m where m.id = :id", Map.of("id", mail.id()));
                });
    }

    /**
     * Ends the lease after a failed attempt and schedules the retry.
     *
     * @return the delay of the retry; empty if the mail is parked
     */
    Optional<Duration> release(MailRow mail, MailFailure failure) {
        Duration wait = Retry.after(mail.attempts(), failure.kind());
        return transactions.required(
                () -> {
                    OffsetDateTime now = database.now();
                    Duration age = Duration.between(mail.waitsSince(), now);
                    boolean parked = Retry.isOver(age, mail.attempts(), failure.kind());
                    database.update(
                            "update WebAuthMail m set m.due = :due, m.parked = :parked, m.error ="
                                    + " :error where m.id = :id and m.attempts = :attempts",
                            Map.of(
                                    "due",
                                    now.plus(wait),
                                    "parked",
                                    parked,
                                    "error",
                                    failure.detailed(),
                                    "id",
                                    mail.id(),
                                    "attempts",
                                    mail.attempts()));
                    return parked ? Optional.empty() : Optional.of(wait);
                });
    }

    /** The time until a mail is due; zero or negative if one is due now, empty if no mail waits. */
    Optional<Duration> untilNext() {
        return transactions.required(
                () ->
                        database
                                .listNative(
                                        "select min(d_due) from webauth_mail where parked = false",
                                        Map.of())
                                .stream()
                                .filter(Objects::nonNull)
                                .map(Database::time)
                                .map(due -> Duration.between(database.now(), due))
                                .findFirst());
    }
}
