package dev.webauth.impl.pending;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/**
 * A row of {@code webauth_flow}: a step that waits for the user, found by the digest of its token.
 */
@Entity(name = "WebAuthPending")
@Table(name = "webauth_flow")
class PendingRow {

    @Id private String digest;

    @Column(nullable = false, length = 16000)
    private String sealed;

    @Column(name = "user_id")
    private Long userId;

    @Column(name = "d_expires", nullable = false)
    private OffsetDateTime expires;

    protected PendingRow() {}

    PendingRow(String digest, String sealed, Long userId, OffsetDateTime expires) {
        this.digest = digest;
        this.sealed = sealed;
        this.userId = userId;
        this.expires = expires;
    }

    String sealed() {
        return sealed;
    }
}
