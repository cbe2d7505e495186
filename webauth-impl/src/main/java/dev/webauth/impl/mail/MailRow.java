package dev.webauth.impl.mail;

import dev.webauth.ParkedMail;
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

/** A row of {@code webauth_mail}: a mail that waits. It is deleted once it is handed over. */
@Entity(name = "WebAuthMail")
@Table(name = "webauth_mail")
class MailRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "webauth_mail_seq")
    @SequenceGenerator(
            name = "webauth_mail_seq",
            sequenceName = "webauth_mail_seq",
            allocationSize = 1)
    private Long id;

    @Column(name = "user_id")
    private Long userId;

    @Column(name = "message_id", nullable = false)
    private String messageId;

    @Column(nullable = false)
    private String recipient;

    @Column(nullable = false)
    private String template;

    private String locale;

    /** Sealed, so that nobody who reads the table can use the link. */
    @Column(length = 4000)
    private String link;

    @Column(name = "link_digest")
    private String linkDigest;

    @Column(name = "link_seconds")
    private Long linkSeconds;

    @Column(length = 500)
    private String providers;

    @Column(nullable = false)
    private int attempts;

    @Column(nullable = false)
    private boolean parked;

    private String error;

    @Column(name = "d_created", nullable = false)
    private OffsetDateTime created;

    @Column(name = "d_released")
    private OffsetDateTime released;

    @Column(name = "d_due", nullable = false)
    private OffsetDateTime due;

    protected MailRow() {}

    MailRow(
            Long userId,
            String messageId,
            String recipient,
            String template,
            String locale,
            OffsetDateTime created) {
        this.userId = userId;
        this.messageId = messageId;
        this.recipient = recipient;
        this.template = template;
        this.locale = locale;
        this.created = created;
        this.due = created;
    }

    void carry(String sealedLink, String digest, long seconds) {
        link = sealedLink;
        linkDigest = digest;
        linkSeconds = seconds;
    }

    /** Stores the provider titles that the mail names. */
    void name(List<String> titles) {
        String text = String.join(", ", titles);
        providers = titles.isEmpty() ? null : text.substring(0, Math.min(text.length(), 500));
    }

    String providers() {
        return providers;
    }

    Long id() {
        return id;
    }

    String messageId() {
        return messageId;
    }

    String recipient() {
        return recipient;
    }

    String template() {
        return template;
    }

    String locale() {
        return locale;
    }

    String link() {
        return link;
    }

    String linkDigest() {
        return linkDigest;
    }

    Long linkSeconds() {
        return linkSeconds;
    }

    int attempts() {
        return attempts;
    }

    /** Since when the mail has been tried: its creation or its last release by an operator. */
    OffsetDateTime waitsSince() {
        return released == null ? created : released;
    }

    ParkedMail asParked() {
        return new ParkedMail(
                id,
                Optional.ofNullable(userId),
                recipient,
                template,
                created.toInstant(),
                attempts,
                error == null ? "" : error);
    }
}
