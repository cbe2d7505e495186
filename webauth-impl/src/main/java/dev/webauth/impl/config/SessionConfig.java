package dev.webauth.impl.config;

import java.time.Duration;

/**
 * How long log-ins last.
 *
 * @param idle the longest time between two requests, unless the browser is remembered
 * @param absolute the longest time in total, unless the browser is remembered
 * @param remember the longest time in total, if the browser is remembered
 * @param freshLogIn how long after a proof of identity sensitive changes are allowed
 * @param revocationDelay how long other nodes may still accept a log-in or key that has ended
 */
public record SessionConfig(
        Duration idle,
        Duration absolute,
        Duration remember,
        Duration freshLogIn,
        Duration revocationDelay) {

    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    static SessionConfig read(Settings settings) {
        return new SessionConfig(
                settings.duration("session.idle", Duration.ofMinutes(30), MAX_DURATION),
                settings.duration("session.absolute", Duration.ofHours(24), MAX_DURATION),
                settings.duration("session.remember", Duration.ofDays(30), MAX_DURATION),
                settings.duration("fresh-login", Duration.ofMinutes(10), MAX_DURATION),
                settings.durationOrZero(
                        "revocation-delay", Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }
}
