package dev.webauth.impl.session;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.LiveRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A log-in and its account, as a node caches them. It has only what a request needs, because a node
 * caches thousands of them.
 *
 * @param id the id of the row
 */
record LogIn(
        Account account,
        long id,
        String selector,
        String token,
        String method,
        boolean remembered,
        Instant seen,
        Instant expires,
        Optional<Instant> proved,
        Optional<Instant> secondFactor,
        Optional<Instant> confirmedUntil) {

    /**
     * @param selectors those by which the row was searched. The one of the row is reused, because
     *     the HTTP session holds it too.
     */
    static LogIn of(LiveRows.Joined<SessionRow> found, List<String> selectors) {
        SessionRow row = found.row();
        return new LogIn(
                found.account(),
                row.id(),
                selectors.get(selectors.indexOf(row.selector())),
                row.token(),
                // One of few texts, so that all log-ins share it.
                row.method().intern(),
                row.remembered(),
                row.seen(),
                row.expires(),
                row.proved(),
                row.secondFactor(),
                row.confirmedUntil());
    }

    /**
     * Whether it has expired or was idle for too long, as in the condition of {@link SessionRows}.
     */
    boolean isOver(Instant now, Duration idle) {
        return !expires.isAfter(now) || !remembered && !seen.isAfter(now.minus(idle));
    }

    Caller caller(Instant now) {
        return new Caller(
                account,
                id,
                selector,
                method,
                remembered,
                proved,
                secondFactor,
                confirmedUntil.filter(now::isBefore).isPresent());
    }
}
