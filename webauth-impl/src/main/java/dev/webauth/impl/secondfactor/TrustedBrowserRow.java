package dev.webauth.impl.secondfactor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A row of {@code webauth_trusted}: a browser that an account trusts. */
@Entity(name = "WebAuthTrusted")
@Table(name = "webauth_trusted")
class TrustedBrowserRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "webauth_trusted_seq")
    @SequenceGenerator(
            name = "webauth_trusted_seq",
            sequenceName = "webauth_trusted_seq",
            allocationSize = 1)
    private Long id;

    @Column(name = "user_id", nullable = false)
    private long userId;

    @Column(nullable = false, length = 64)
    private String digest;

    @Column(length = 45)
    private String ip;

    @Column(length = 64)
    private String browser;

    @Column(name = "d_created", nullable = false)
    private OffsetDateTime created;

    @Column(name = "d_seen", nullable = false)
    private OffsetDateTime seen;

    @Column(name = "d_expires", nullable = false)
    private OffsetDateTime expires;

    protected TrustedBrowserRow() {}

    TrustedBrowserRow(long userId, String digest, OffsetDateTime now, OffsetDateTime expires) {
        this.userId = userId;
        this.digest = digest;
        this.created = now;
        this.seen = now;
        this.expires = expires;
    }

    void cameFrom(Optional<String> address, String browserName) {
        ip = address.orElse(null);
        browser = browserName;
    }

    long id() {
        return id;
    }

    String digest() {
        return digest;
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
}
