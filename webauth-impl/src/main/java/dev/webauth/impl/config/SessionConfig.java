package dev.webauth.impl.config;

import java.time.Duration;

/**
 * How long log-ins last.
 *
 * @param idle without a request, unless the browser is remembered
 * @param absolute in all, unless the browser is remembered
 * @param remember in all, if it is
 * @param freshLogIn how long a proof of identity allows sensitive changes
 */
public record SessionConfig(
        Duration idle, Duration absolute, Duration remember, Duration freshLogIn) {

    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    static SessionConfig read(Settings settings) {
        return new SessionConfig(
                settings.duration("session.idle", Duration.ofMinutes(30), MAX_DURATION),
                settings.duration("session.absolute", Duration.ofHours(24), MAX_DURATION),
                settings.duration("session.remember", Duration.ofDays(30), MAX_DURATION),
                settings.duration("fresh-login", Duration.ofMinutes(10), MAX_DURATION));
    }
}
