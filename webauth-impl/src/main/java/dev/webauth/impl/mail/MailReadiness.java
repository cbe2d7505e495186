package dev.webauth.impl.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells MicroProfile Health how the outbox is. Where the server has no such API, {@code beans.xml}
 * leaves it out.
 *
 * <p>Down while the outbox cannot be looked into. Not down with the SMTP server: a node that cannot
 * mail still logs people in, and taken out of service it would mail no better.
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
