package dev.webauth.impl.secondfactor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A row of {@code webauth_recovery_code}: an unused code. */
@Entity(name = "WebAuthRecoveryCode")
@Table(name = "webauth_recovery_code")
class RecoveryCodeRow {

    @Id
    @Column(length = 64)
    private String digest;

    @Column(name = "user_id", nullable = false)
    private long userId;

    @Column(name = "d_created", nullable = false)
    private OffsetDateTime created;

    protected RecoveryCodeRow() {}

    RecoveryCodeRow(String digest, long userId, OffsetDateTime created) {
        this.digest = digest;
        this.userId = userId;
        this.created = created;
    }
}
