package dev.webauth.impl.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check of the outbox for MicroProfile Health. {@code beans.xml} excludes it where
 * the server has no such API.
 *
 * <p>It is down while the outbox cannot be read. It stays up while only the SMTP server is
 * unavailable: such a node can still log people in, and removing it would not help mails.
 */
@Readiness
@ApplicationScoped
public class MailReadiness implements HealthCheck {

    private static final Duration MAX_FIGURES_AGE = MailWorker.INTERVAL.multipliedBy(6);

    @Inject MailFigures figures;

    @Override
    public HealthCheckResponse call() {
        MailFigures.Seen seen = figures.seen();
        boolean fresh = figures.isFresh(MAX_FIGURES_AGE);
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("webauth-mail")
                        .status(fresh)
                        .withData("length", seen.length())
                        .withData("oldestAgeSeconds", seen.oldestAge().toSeconds())
                        .withData("sent", figures.sentCount())
                        .withData("retried", figures.retriedCount())
                        .withData("parked", seen.parked());
        String reason =
                fresh ? figures.lastError() : "The outbox could not be read for the last minute";
        if (!reason.isEmpty()) {
            answer.withData("reason", reason);
        }
        return answer.build();
    }
}
