package dev.webauth.impl.provider;

import dev.webauth.UserProvider;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A row of {@code webauth_user_auth}: an identity with which an account can be logged in to. */
@Entity(name = "WebAuthIdentity")
@Table(name = "webauth_user_auth")
class IdentityRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "webauth_user_auth_seq")
    @SequenceGenerator(
            name = "webauth_user_auth_seq",
            sequenceName = "webauth_user_auth_seq",
            allocationSize = 1)
    private Long id;

    @Column(name = "user_id", nullable = false)
    private long userId;

    @Column(nullable = false, length = 64)
    private String provider;

    @Column(nullable = false)
    private String issuer;

    @Column(nullable = false)
    private String sub;

    private String name;

    @Column(length = 2048)
    private String picture;

    @Column(length = 254)
    private String email;

    @Column(name = "d_created", nullable = false)
    private OffsetDateTime created;

    @Column(name = "d_active")
    private OffsetDateTime active;

    protected IdentityRow() {}

    IdentityRow(long userId, Identity identity, OffsetDateTime now) {
        this.userId = userId;
        this.provider = identity.provider();
        this.issuer = identity.issuer();
        this.sub = identity.sub();
        this.name = identity.name().orElse(null);
        this.picture = identity.picture().orElse(null);
        this.email = identity.email().map(address -> address.text()).orElse(null);
        this.created = now;
        this.active = now;
    }

    long id() {
        return id;
    }

    long userId() {
        return userId;
    }

    String provider() {
        return provider;
    }

    String sub() {
        return sub;
    }

    String name() {
        return name;
    }

    String picture() {
        return picture;
    }

    String email() {
        return email;
    }

    /** What applications see of it. */
    UserProvider shown() {
        return new UserProvider(
                provider, sub, Optional.ofNullable(name), Optional.ofNullable(email));
    }
}
