package dev.webauth.impl.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A row of {@code webauth_user_log}. */
@Entity(name = "WebAuthLog")
@Table(name = "webauth_user_log")
class LogRow {

    static final int EVENT_LENGTH = 1024;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "webauth_user_log_seq")
    @SequenceGenerator(
            name = "webauth_user_log_seq",
            sequenceName = "webauth_user_log_seq",
            allocationSize = 1)
    private Long id;

    @Column(name = "user_id", nullable = false)
    private long userId;

    @Column(name = "d", nullable = false)
    private OffsetDateTime at;

    @Column(nullable = false, length = EVENT_LENGTH)
    private String event;

    @Column(length = 45)
    private String ip;

    protected LogRow() {}

    LogRow(long userId, OffsetDateTime at, String event, String ip) {
        this.userId = userId;
        this.at = at;
        this.event = event.length() <= EVENT_LENGTH ? event : event.substring(0, EVENT_LENGTH);
        this.ip = ip;
    }
}
