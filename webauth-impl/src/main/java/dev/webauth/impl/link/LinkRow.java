package dev.webauth.impl.link;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A link that was not used yet, a row of {@code webauth_link}. */
@Entity(name = "WebAuthLink")
@Table(name = "webauth_link")
class LinkRow {

    @Id private String digest;

    @Column(name = "user_id")
    private Long userId;

    @Column(nullable = false)
    private String method;

    private String email;

    @Column(length = 4000)
    private String data;

    @Column(name = "next_uri")
    private String nextUri;

    private String browser;

    @Column(name = "d_expires", nullable = false)
    private OffsetDateTime expires;

    protected LinkRow() {}

    LinkRow(String digest, Link link, String browser, OffsetDateTime expires) {
        this.digest = digest;
        this.userId = link.userId();
        this.method = link.method();
        this.email = link.email();
        this.data = LinkData.write(link.data());
        this.nextUri = link.nextUri();
        this.browser = browser;
        this.expires = expires;
    }

    Link link() {
        return new Link(method, userId, email, LinkData.read(data), nextUri);
    }

    String browser() {
        return browser;
    }
}
