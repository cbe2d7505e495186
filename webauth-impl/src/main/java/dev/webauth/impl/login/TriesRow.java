package dev.webauth.impl.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;

/** Wrong passwords or codes since the last right one, a row of {@code webauth_password_tries}. */
@Entity(name = "WebAuthPasswordTries")
@Table(name = "webauth_password_tries")
class TriesRow {

    /** Wrong passwords in a row that cost no wait. */
    static final int FREE = 5;

    /** Wrong passwords in a row after which no password is checked any more. */
    static final int MAX_FAILURES = 100;

    /** The wait after the last free try; it doubles with each further one. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    private static final Duration MAX_WAIT = Duration.ofHours(1);

    /** A try is decided after so long at most; one of a node that died never is. */
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

    /** The first try. */
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

    /** How many tries may still turn out to be right. */
    int undecided(OffsetDateTime now) {
        return reserved.plus(MAX_DECISION).isAfter(now) ? undecided : 0;
    }

    /** The wait before the next try, which doubles with each failure. */
    static Duration wait(int failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        // Beyond the seventh doubling the wait is an hour; a longer shift would overflow.
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE, 7));
        return wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
    }
}
