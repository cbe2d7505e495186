package dev.webauth.impl.passkey;

import dev.webauth.Passkey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** A row of {@code webauth_passkey}: the public half of one passkey. */
@Entity(name = "WebAuthPasskey")
@Table(name = "webauth_passkey")
class PasskeyRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "webauth_passkey_seq")
    @SequenceGenerator(
            name = "webauth_passkey_seq",
            sequenceName = "webauth_passkey_seq",
            allocationSize = 1)
    private Long id;

    @Column(name = "user_id", nullable = false)
    private long userId;

    @Column(name = "credential_id", nullable = false, length = 1400)
    private String credentialId;

    @Column(name = "user_handle", nullable = false, length = 86)
    private String userHandle;

    @Column(name = "public_key", nullable = false, length = 4000)
    private String publicKey;

    @Column(name = "sign_count", nullable = false)
    private long signCount;

    @Column(nullable = false, length = 36)
    private String aaguid;

    @Column(nullable = false, length = 100)
    private String transports;

    @Column(name = "backup_eligible", nullable = false)
    private boolean backupEligible;

    @Column(name = "backed_up", nullable = false)
    private boolean backedUp;

    @Column(nullable = false, length = 64)
    private String name;

    @Column(name = "d_created", nullable = false)
    private OffsetDateTime created;

    @Column(name = "d_used")
    private OffsetDateTime used;

    protected PasskeyRow() {}

    PasskeyRow(
            long userId, String userHandle, NewCredential made, String name, OffsetDateTime now) {
        this.userId = userId;
        this.userHandle = userHandle;
        this.credentialId = made.credentialId();
        this.publicKey = made.publicKey();
        this.signCount = made.signCount();
        this.aaguid = made.aaguid();
        this.transports = String.join(" ", made.transports());
        this.backupEligible = made.backupEligible();
        this.backedUp = made.backedUp();
        this.name = name;
        this.created = now;
    }

    long id() {
        return id;
    }

    long userId() {
        return userId;
    }

    String credentialId() {
        return credentialId;
    }

    String userHandle() {
        return userHandle;
    }

    String publicKey() {
        return publicKey;
    }

    long signCount() {
        return signCount;
    }

    String aaguid() {
        return aaguid;
    }

    List<String> transports() {
        return transports.isEmpty() ? List.of() : List.of(transports.split(" "));
    }

    boolean backupEligible() {
        return backupEligible;
    }

    boolean backedUp() {
        return backedUp;
    }

    /** What applications see of it. */
    Passkey shown() {
        return new Passkey(
                publicId(),
                name,
                created.toInstant(),
                Optional.ofNullable(used).map(OffsetDateTime::toInstant),
                backedUp);
    }

    /** What names it in the API and in events. */
    String publicId() {
        return String.valueOf(id);
    }
}
