package dev.webauth.impl.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A row of {@code webauth_flow}: found by the digest of its state. */
@Entity(name = "WebAuthFlow")
@Table(name = "webauth_flow")
class FlowRow {

    @Id private String digest;

    @Column(nullable = false, length = 16000)
    private String sealed;

    @Column(name = "d_expires", nullable = false)
    private OffsetDateTime expires;

    protected FlowRow() {}

    FlowRow(String digest, String sealed, OffsetDateTime expires) {
        this.digest = digest;
        this.sealed = sealed;
        this.expires = expires;
    }

    String sealed() {
        return sealed;
    }
}
