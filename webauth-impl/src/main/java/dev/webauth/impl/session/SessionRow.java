package dev.webauth.impl.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A row of {@code webauth_session}: one log-in in one browser. */
@Entity(name = "WebAuthSession")
@Table(name = "webauth_session")
class SessionRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "webauth_session_seq")
    @SequenceGenerator(
            name = "webauth_session_seq",
            sequenceName = "webauth_session_seq",
            allocationSize = 1)
    private Long id;

    @Column(name = "user_id", nullable = false)
    private long userId;

    @Column(nullable = false, length = 64)
    private String selector;

    @Column(nullable = false, length = 64)
    private String token;

    @Column(name = "previous_token", length = 64)
    private String previousToken;

    @Column(name = "d_token_seen")
    private OffsetDateTime tokenSeen;

    @Column(nullable = false, length = 64)
    private String epoch;

    @Column(nullable = false, length = 64)
    private String method;

    @Column(nullable = false)
    private String factors;

    @Column(nullable = false)
    private boolean remembered;

    @Column(length = 45)
    private String ip;

    @Column(length = 64)
    private String browser;

    @Column(name = "d_created", nullable = false)
    private OffsetDateTime created;

    @Column(name = "d_seen", nullable = false)
    private OffsetDateTime seen;

    @Column(name = "d_proved")
    private OffsetDateTime proved;

    @Column(name = "d_second_factor")
    private OffsetDateTime secondFactor;

    @Column(name = "d_confirmed_until")
    private OffsetDateTime confirmedUntil;

    @Column(name = "d_expires", nullable = false)
    private OffsetDateTime expires;

    protected SessionRow() {}

    SessionRow(NewLogIn logIn, LoginCookie.Value cookie, Instant now, Duration lifetime) {
        this.userId = logIn.account().id();
        this.epoch = logIn.account().epoch();
        this.selector = cookie.selector().digest();
        this.token = cookie.token().digest();
        this.tokenSeen = time(now);
        this.method = logIn.method();
        this.factors = String.join(",", logIn.factors());
        this.remembered = logIn.remember();
        this.created = time(now);
        this.seen = time(now);
        this.proved = logIn.mailboxProved() ? null : time(now);
        this.secondFactor = logIn.secondFactor() ? time(now) : null;
        this.confirmedUntil =
                logIn.mailboxProved() ? time(now.plus(HttpSessions.CONFIRMED_LIFETIME)) : null;
        this.expires = time(now.plus(lifetime));
    }

    void cameFrom(Optional<String> address, String browserName) {
        ip = address.orElse(null);
        browser = browserName;
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    long id() {
        return id;
    }

    long userId() {
        return userId;
    }

    String selector() {
        return selector;
    }

    String token() {
        return token;
    }

    Optional<String> previousToken() {
        return Optional.ofNullable(previousToken);
    }

    /** When the browser first sent the current token; empty if it has not yet. */
    Optional<Instant> tokenSeen() {
        return Optional.ofNullable(tokenSeen).map(OffsetDateTime::toInstant);
    }

    String method() {
        return method;
    }

    boolean remembered() {
        return remembered;
    }

    Optional<String> ip() {
        return Optional.ofNullable(ip);
    }

    Optional<String> browser() {
        return Optional.ofNullable(browser);
    }

    Instant created() {
        return created.toInstant();
    }

    Instant seen() {
        return seen.toInstant();
    }

    Instant expires() {
        return expires.toInstant();
    }

    Optional<Instant> proved() {
        return Optional.ofNullable(proved).map(OffsetDateTime::toInstant);
    }

    /** When a second factor was last proved; empty if none was. */
    Optional<Instant> secondFactor() {
        return Optional.ofNullable(secondFactor).map(OffsetDateTime::toInstant);
    }

    Optional<Instant> confirmedUntil() {
        return Optional.ofNullable(confirmedUntil).map(OffsetDateTime::toInstant);
    }
}
