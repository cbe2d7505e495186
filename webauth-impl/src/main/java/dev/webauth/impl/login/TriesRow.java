package dev.webauth.impl.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;

/** A row of {@code webauth_password_tries}: wrong passwords or codes since the last right one. */
@Entity(name = "WebAuthPasswordTries")
@Table(name = "webauth_password_tries")
class TriesRow {

    /** How many wrong passwords in a row cause no delay. */
    static final int FREE_FAILURES = 5;

    /** After this many wrong passwords in a row no password is checked any more. */
    static final int MAX_FAILURES = 100;

    /** The delay after the last free try. Each further wrong password doubles it. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    private static final Duration MAX_WAIT = Duration.ofHours(1);

    /** After this time a reserved try counts as decided: its node may have died. */
    static final Duration MAX_DECISION = Duration.ofSeconds(10);

    @Id
    @Column(length = 64)
    private String name;

    @Column(name = "user_id")
    private Long userId;

    @Column(name = "second_factor", nullable = false)
    private boolean secondFactor;

    @Column(nullable = false)
    private int failures;

    @Column(nullable = false)
    private int undecided;

    @Column(name = "d_reserved", nullable = false)
    private OffsetDateTime reserved;

    @Column(name = "d_next", nullable = false)
    private OffsetDateTime next;

    @Column(name = "d_expires", nullable = false)
    private OffsetDateTime expires;

    protected TriesRow() {}

    /** Creates the row for the first try. */
    TriesRow(
            String name,
            Long userId,
            boolean secondFactor,
            OffsetDateTime now,
            OffsetDateTime expires) {
        this.name = name;
        this.userId = userId;
        this.secondFactor = secondFactor;
        this.failures = 1;
        this.undecided = 1;
        this.reserved = now;
        this.next = now;
        this.expires = expires;
    }

    int failures() {
        return failures;
    }

    boolean mayTry(OffsetDateTime now) {
        return failures < MAX_FAILURES && !next.isAfter(now);
    }

    /** How many reserved tries may still turn out to be right. */
    int undecided(OffsetDateTime now) {
        return reserved.plus(MAX_DECISION).isAfter(now) ? undecided : 0;
    }

    /** The delay before the next try, which doubles with each wrong password. */
    static Duration wait(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        // The seventh doubling exceeds the maximum of one hour; a larger shift would overflow.
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE_FAILURES, 7));
        return wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
    }
}
