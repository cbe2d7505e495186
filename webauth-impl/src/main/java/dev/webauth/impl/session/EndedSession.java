package dev.webauth.impl.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A row of {@code webauth_ended_session}: a log-in that is over, wherever a copy of it may be. */
@Entity(name = "WebAuthEndedSession")
@Table(name = "webauth_ended_session")
class EndedSession {

    @Id private String id;

    @Column(name = "d_ended", nullable = false)
    private OffsetDateTime ended;

    protected EndedSession() {}

    EndedSession(String id, OffsetDateTime ended) {
        this.id = id;
        this.ended = ended;
    }
}
