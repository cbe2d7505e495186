package dev.webauth.entity;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/**
 * A row of {@code webauth_user}. An application lists this class in its own {@code persistence.xml}
 * and maps {@code @ManyToOne WebAuthUser owner} to it; it reads accounts and never changes them.
 *
 * <p>The entity is not in the shared cache, because another node, or a statement that bypasses the
 * persistence context, may have changed the row.
 */
@Entity
@Cacheable(false)
@Table(name = "webauth_user")
public class WebAuthUser {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "webauth_user_seq")
    @SequenceGenerator(
            name = "webauth_user_seq",
            sequenceName = "webauth_user_seq",
            allocationSize = 1)
    private Long id;

    @Column(length = 254)
    private String email;

    private String password;

    @Column(name = "api_key", length = 64)
    private String apiKey;

    @Column(name = "api_key_sealed")
    private String apiKeySealed;

    @Column(nullable = false)
    private boolean confirmed;

    @Column(nullable = false)
    private boolean otp;

    @Column(name = "otp_secret")
    private String otpSecret;

    @Column(name = "otp_step")
    private Long otpStep;

    @Column(nullable = false)
    private boolean disabled;

    @Column(name = "epoch_id", nullable = false, length = 64)
    private String epoch;

    @Column(name = "d_created", nullable = false)
    private OffsetDateTime created;

    @Column(name = "d_active")
    private OffsetDateTime active;

    @Column(name = "d_mailbox_proved")
    private OffsetDateTime mailboxProved;

    /** For the persistence provider. */
    protected WebAuthUser() {}

    /** A new account; only the library creates accounts. */
    public WebAuthUser(
            String email,
            String password,
            boolean confirmed,
            String epoch,
            OffsetDateTime created) {
        this.email = email;
        this.password = password;
        this.confirmed = confirmed;
        this.epoch = epoch;
        this.created = created;
        this.mailboxProved = confirmed ? created : null;
    }

    /** The primary key; null until the row is written. */
    public Long getId() {
        return id;
    }

    /** The canonical address, or null. */
    public String getEmail() {
        return email;
    }

    /** Whether the owner has confirmed a mailbox, or a provider's sign-in created the account. */
    public boolean isConfirmed() {
        return confirmed;
    }

    /** Whether one-time passwords are enabled as a second factor. */
    public boolean isOtp() {
        return otp;
    }

    /** Whether an operator has disabled the account: nobody can log in to it. */
    public boolean isDisabled() {
        return disabled;
    }

    /** A random value; changing it invalidates everything issued to the account before. */
    public String getEpoch() {
        return epoch;
    }

    /** When the account was created. */
    public OffsetDateTime getCreated() {
        return created;
    }

    /** When somebody last logged in to the account, or null. */
    public OffsetDateTime getActive() {
        return active;
    }

    /** When the owner last proved the mailbox by a link, or null. */
    public OffsetDateTime getMailboxProved() {
        return mailboxProved;
    }
}
