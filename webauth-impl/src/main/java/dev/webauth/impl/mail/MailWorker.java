package dev.webauth.impl.mail;

import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.store.Background;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends what waits in the outbox, on the server's own threads. A mail is claimed by moving its due
 * time ahead: if this node dies, another finds it due again.
 */
@ApplicationScoped
public class MailWorker {

    private static final Logger LOG = Logger.getLogger("dev.webauth.mail");
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Duration GIVE_UP = Duration.ofHours(24);
    private static final int BATCH = 20;
    private static final List<Duration> RETRY =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10));

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Seal seal;
    @Inject Templates templates;
    @Inject MailTransport transport;
    @Inject Background background;
    @Inject Event<Handover> handover;

    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();

    /** Looks into the outbox soon, on another thread. */
    public void wake() {
        background.run(this::drain);
    }

    /**
     * Sends all that is due, on this thread; while another thread of this node does, that one goes
     * on.
     */
    public void drain() {
        again.set(true);
        while (again.get() && running.compareAndSet(false, true)) {
            try {
                again.set(false);
                sendAllDue();
            } finally {
                running.set(false);
            }
        }
    }

    private void sendAllDue() {
        List<MailRow> due = due();
        while (!due.isEmpty()) {
            due.stream().filter(this::claim).forEach(this::send);
            due = due();
        }
    }

    private List<MailRow> due() {
        return transactions.joined(
                () ->
                        database.list(
                                MailRow.class,
                                "select m from WebAuthMail m where m.parked = false and m.due <="
                                        + " :now order by m.due, m.id",
                                Map.of("now", database.now()),
                                BATCH));
    }

    /** Of several nodes that saw the mail due, one changes the row. */
    private boolean claim(MailRow mail) {
        return transactions.joined(
                        () ->
                                database.change(
                                        "update WebAuthMail m set m.attempts = m.attempts + 1, m.due"
                                                + " = :until where m.id = :id and m.attempts ="
                                                + " :attempts",
                                        Map.of(
                                                "until",
                                                database.now().plus(CLAIM),
                                                "id",
                                                mail.id(),
                                                "attempts",
                                                mail.attempts())))
                == 1;
    }

    private void send(MailRow mail) {
        try {
            transport.send(mail.recipient(), mail.messageId(), templates.render(mail, link(mail)));
        } catch (MailFailure e) {
            retryOrPark(mail, e);
            return;
        } catch (RuntimeException e) {
            // Such as a template of a later version, on a node that is not upgraded yet.
            retryOrPark(mail, new MailFailure(e.toString(), e));
            return;
        }
        transactions.joined(() -> handedOver(mail));
    }

    private String link(MailRow mail) throws MailFailure {
        if (mail.link() == null) {
            return "";
        }
        return seal.open(Outbox.SEALED_FOR, mail.link())
                .orElseThrow(
                        () ->
                                new MailFailure(
                                        "its link was sealed under another webauth.secret-key",
                                        null));
    }

    private void handedOver(MailRow mail) {
        // The link first: deleting an account takes its links before its mails, too.
        if (mail.linkDigest() != null) {
            handover.fire(new Handover(mail.linkDigest(), Duration.ofSeconds(mail.linkSeconds())));
        }
        database.change("delete from WebAuthMail m where m.id = :id", Map.of("id", mail.id()));
    }

    private void retryOrPark(MailRow mail, MailFailure failure) {
        Duration wait = RETRY.get(Math.min(mail.attempts(), RETRY.size() - 1));
        transactions.joined(
                () -> {
                    OffsetDateTime now = database.now();
                    boolean parked = mail.created().plus(GIVE_UP).isBefore(now);
                    LOG.log(
                            Level.WARNING,
                            "Mail {0} ({1}) was not sent: {2}; {3}",
                            new Object[] {
                                mail.id(),
                                mail.template(),
                                failure.getMessage(),
                                parked ? "given up" : "next try in " + wait
                            });
                    database.change(
                            "update WebAuthMail m set m.due = :due, m.parked = :parked, m.error ="
                                    + " :error where m.id = :id",
                            Map.of(
                                    "due",
                                    now.plus(wait),
                                    "parked",
                                    parked,
                                    "error",
                                    failure.brief(),
                                    "id",
                                    mail.id()));
                });
        if (mail.attempts() == 0) {
            // The periodic look is too rare for the first retry.
            background.after(wait, this::drain);
        }
    }
}
