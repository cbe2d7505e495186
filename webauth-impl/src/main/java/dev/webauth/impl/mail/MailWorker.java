package dev.webauth.impl.mail;

import dev.webauth.impl.config.Now;
import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.mail.MailFailure.Kind;
import dev.webauth.impl.store.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends the mails in the outbox one by one, on background threads. */
@ApplicationScoped
public class MailWorker {

    /** How often each node polls the outbox, in addition to scheduled runs. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger("dev.webauth.mail");

    /** During an SMTP outage one mail is tried per pause, not all waiting ones. */
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(5);

    /** After this time a mail counts as hanging; its lease ends and another node sends it. */
    private static final Duration MAX_SEND_TIME = Duration.ofMinutes(10);

    private static final int STOP_TIMEOUT_SECONDS = 20;

    @Inject MailLeases leases;
    @Inject Seal seal;
    @Inject Templates templates;
    @Inject MailTransport transport;
    @Inject MailFigures figures;
    @Inject Background background;
    @Inject Now now;

    private final ReentrantLock round = new ReentrantLock();
    private final AtomicBoolean again = new AtomicBoolean();
    private final Map<Long, MailRow> handedOver = new ConcurrentHashMap<>();
    private volatile Sending current;
    private volatile Instant pausedAt = Instant.MAX;
    private volatile Instant nextRun = Instant.EPOCH;
    private volatile boolean stopping;

    private record Sending(MailRow mail, Instant since) {}

    /** Schedules a run soon, on another thread. */
    public void schedule() {
        background.run(this::sendDue);
    }

    /**
     * Renews the current lease, measures the outbox and schedules a run. Each node calls this once
     * per interval. Sending uses another thread, so that the renewal is never late.
     */
    public void poll() {
        Sending sending = current;
        if (sending != null && now.instant().isBefore(sending.since().plus(MAX_SEND_TIME))) {
            leases.renew(sending.mail());
        }
        figures.measure();
        schedule();
    }

    /**
     * Sends all due mails on this thread. If another thread of this node is sending, that thread
     * does it.
     */
    public void sendDue() {
        again.set(true);
        while (!stopping && again.get() && round.tryLock()) {
            try {
                again.set(false);
                sendAllDue();
            } finally {
                round.unlock();
            }
        }
    }

    /** Waits for the mail that is being sent and sends no more. */
    public void stop() {
        stopping = true;
        try {
            if (round.tryLock(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                round.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAllDue() {
        handedOver.values().forEach(this::forget);
        if (!isPaused()) {
            try (Delivery delivery = transport.open()) {
                Optional<MailRow> mail = leases.next();
                while (mail.isPresent() && send(mail.get(), delivery) && !stopping) {
                    mail = leases.next();
                }
            }
            leases.untilNext().ifPresent(this::scheduleIn);
        }
    }

    private boolean isPaused() {
        Instant time = now.instant();
        // If the clock was set back, the pause ends.
        return !time.isBefore(pausedAt) && time.isBefore(pausedAt.plus(OUTAGE_PAUSE));
    }

    /** Sends a mail and returns whether to continue with the next one. */
    private boolean send(MailRow mail, Delivery delivery) {
        current = new Sending(mail, now.instant());
        try {
            delivery.send(mail, templates.render(mail, link(mail)));
        } catch (MailFailure e) {
            return release(mail, e);
        } catch (RuntimeException | Error e) {
            // For example a template of a later version, on a node that is not upgraded yet.
            return release(mail, unexpected(e));
        } finally {
            current = null;
        }
        // Kept in memory until the row is deleted: a database outage must not cause a second
        // delivery.
        handedOver.put(mail.id(), mail);
        figures.sent();
        forget(mail);
        return true;
    }

    private void forget(MailRow mail) {
        leases.handedOver(mail);
        handedOver.remove(mail.id());
    }

    private String link(MailRow mail) throws MailFailure {
        if (mail.link() == null) {
            return "";
        }
        return seal.open(Outbox.SEALED_FOR, mail.link())
                .orElseThrow(
                        () ->
                                new MailFailure(
                                        Kind.LATER,
                                        "its link was sealed under a key that is neither"
                                                + " webauth.secret-key nor one of"
                                                + " webauth.secret-key.previous"));
    }

    private static MailFailure unexpected(Throwable e) {
        return new MailFailure(
                Kind.LATER, "it failed with " + e.getClass().getName(), e.toString(), e);
    }

    private boolean release(MailRow mail, MailFailure failure) {
        Optional<Duration> wait = leases.release(mail, failure);
        if (wait.isPresent()) {
            figures.retried(failure.summary());
        } else {
            figures.parked(failure.summary());
        }
        LOG.log(
                Level.WARNING,
                "Mail {0} ({1}) was not sent: {2}; {3}",
                new Object[] {
                    mail.id(),
                    mail.template(),
                    failure.summary(),
                    wait.map(time -> "next try in " + time).orElse("parked, no more retries")
                });
        if (failure.kind() == Kind.UNAVAILABLE) {
            pausedAt = now.instant();
        }
        return failure.kind() != Kind.UNAVAILABLE;
    }

    /** The polling interval is too long for the first retries and for the end of a pause. */
    private void scheduleIn(Duration untilDue) {
        Instant time = now.instant();
        Duration atLeast = isPaused() ? OUTAGE_PAUSE : Duration.ZERO;
        Duration wait = untilDue.compareTo(atLeast) < 0 ? atLeast : untilDue;
        boolean awaited = nextRun.isAfter(time) && nextRun.isBefore(time.plus(INTERVAL));
        if (wait.compareTo(INTERVAL) < 0 && !awaited) {
            nextRun = time.plus(wait);
            background.after(wait.plusMillis(50), this::sendDue);
        }
    }
}
