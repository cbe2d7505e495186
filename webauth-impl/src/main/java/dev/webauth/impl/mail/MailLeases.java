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
 * Whose turn a mail is. It is claimed by moving its due time ahead, each by itself: if this node
 * dies, another finds it due again.
 */
@ApplicationScoped
class MailLeases {

    /** Longer than a node needs to say that it is still at it. */
    static final Duration LEASE_DURATION = Duration.ofMinutes(2);

    private static final String DUE =
            "select id from webauth_mail where parked = false and d_due <= current_timestamp"
                    + " order by d_due, id limit 1";

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Event<Handover> handover;

    /** Takes the mail that is due longest; no other node gets the same. */
    Optional<MailRow> next() {
        return transactions.joined(
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
        // What another node is claiming right now is passed over; elsewhere than on PostgreSQL
        // both nodes see it, and one of them changes the row.
        String sql = database.isPostgres() ? DUE + " for update skip locked" : DUE;
        return database.listNatively(sql, Map.of()).stream()
                .findFirst()
                .map(id -> ((Number) id).longValue());
    }

    private boolean lease(long id) {
        OffsetDateTime now = database.now();
        return database.change(
                        "update WebAuthMail m set m.attempts = m.attempts + 1, m.due = :until"
                                + " where m.id = :id and m.due <= :now",
                        Map.of("until", now.plus(LEASE_DURATION), "id", id, "now", now))
                == 1;
    }

    /** Keeps a claim alive while its mail is on its way. */
    void renew(MailRow mail) {
        transactions.joined(
                () ->
                        database.change(
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

    /** The mail is with the SMTP server: nothing of it is kept, and its link begins to live. */
    void handedOver(MailRow mail) {
        transactions.joined(
                () -> {
                    // The link first: deleting an account takes its links before its mails, too.
                    if (mail.linkDigest() != null) {
                        handover.fire(
                                new Handover(
                                        mail.linkDigest(), Duration.ofSeconds(mail.linkSeconds())));
                    }
                    database.change(
                            "delete from WebAuthMail m where m.id = :id", Map.of("id", mail.id()));
                });
    }

    /**
     * Gives a mail back after a failure.
     *
     * @return when it is due again; empty if it is parked
     */
    Optional<Duration> release(MailRow mail, MailFailure failure) {
        Duration wait = Retry.after(mail.attempts(), failure.kind());
        return transactions.joined(
                () -> {
                    OffsetDateTime now = database.now();
                    Duration age = Duration.between(mail.waitsSince(), now);
                    boolean parked = Retry.isOver(age, mail.attempts(), failure.kind());
                    database.change(
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

    /** How long until a mail is due; not positive if one is. Empty if none waits. */
    Optional<Duration> untilNext() {
        return transactions.joined(
                () ->
                        database
                                .listNatively(
                                        "select min(d_due) from webauth_mail where parked = false",
                                        Map.of())
                                .stream()
                                .filter(Objects::nonNull)
                                .map(Database::time)
                                .map(due -> Duration.between(database.now(), due))
                                .findFirst());
    }
}
