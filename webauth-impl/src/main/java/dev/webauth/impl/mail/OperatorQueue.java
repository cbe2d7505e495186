package dev.webauth.impl.mail;

import dev.webauth.MailQueue;
import dev.webauth.ParkedMail;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ApiBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The outbox as its operators see it. */
@ApiBean
@ApiBean.Anywhere
@ApplicationScoped
class OperatorQueue implements MailQueue {

    private static final int MAX_RESULTS = 1000;

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject MailWorker worker;

    @Override
    @ApiBean.Reads
    public long length() {
        return transactions.required(() -> count(false));
    }

    private long count(boolean parked) {
        Object count =
                database.listNative(
                                "select count(*) from webauth_mail where parked = " + parked,
                                Map.of())
                        .get(0);
        return ((Number) count).longValue();
    }

    @Override
    @ApiBean.Reads
    public Optional<Duration> oldestAge() {
        return transactions.required(
                () ->
                        database
                                .listNative(
                                        "select min(d_created) from webauth_mail where parked ="
                                                + " false",
                                        Map.of())
                                .stream()
                                .filter(Objects::nonNull)
                                .map(Database::time)
                                .map(created -> Duration.between(created, database.now()))
                                .findFirst());
    }

    @Override
    @ApiBean.Reads
    public List<ParkedMail> parked() {
        return transactions.required(
                () ->
                        database
                                .list(
                                        MailRow.class,
                                        "select m from WebAuthMail m where m.parked = :parked order"
                                                + " by m.created, m.id",
                                        Map.of("parked", true),
                                        MAX_RESULTS)
                                .stream()
                                .map(MailRow::asParked)
                                .toList());
    }

    @Override
    public boolean release(long id) {
        return releaseWhere(" and id = ?1", Map.of(1, id)) == 1;
    }

    @Override
    public int releaseAll() {
        return releaseWhere("", Map.of());
    }

    private int releaseWhere(String which, Map<Integer, ?> parameters) {
        return transactions.required(
                () -> {
                    transactions.afterCommit(worker::schedule);
                    return database.updateNative(
                            "update webauth_mail set parked = false, attempts = 0, d_due ="
                                    + " current_timestamp, d_released = current_timestamp where"
                                    + " parked = true"
                                    + which,
                            parameters);
                });
    }

    /** Reads all metrics at the same time. */
    MailFigures.Seen measure(Instant at) {
        return transactions.required(
                () ->
                        new MailFigures.Seen(
                                at, count(false), count(true), oldestAge().orElse(Duration.ZERO)));
    }
}
