package dev.webauth.impl.link;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.mail.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A row of {@code webauth_link}: a link that has not been used. */
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

    @Column(name = "login_selector", length = 64)
    private String loginSelector;

    @Column(length = 254)
    private String purpose;

    @Column(length = 64)
    private String epoch;

    @Column(name = "account_email", length = 254)
    private String accountEmail;

    @Column(name = "d_expires", nullable = false)
    private OffsetDateTime expires;

    protected LinkRow() {}

    LinkRow(String digest, Link link, OffsetDateTime expires) {
        this.digest = digest;
        this.userId = link.userId();
        this.method = link.method();
        this.email = link.email();
        this.data = LinkData.write(link.data());
        this.nextUri = link.nextUri();
        this.purpose = link.purpose();
        this.expires = expires;
    }

    /** Stores the mark of the requesting browser, and its log-in if there is one. */
    void askedBy(Optional<String> logIn, String browserMark) {
        loginSelector = logIn.orElse(null);
        browser = browserMark;
    }

    /** Binds the link to the current epoch and address of the account. */
    void bind(Account account) {
        epoch = account.epoch();
        accountEmail = account.email().map(EmailAddress::text).orElse(null);
    }

    /**
     * Whether the account is enabled and its epoch and address have not changed since the issue.
     */
    boolean fits(Account account) {
        return account.epoch().equals(epoch)
                && !account.disabled()
                && account.email()
                        .map(EmailAddress::text)
                        .equals(Optional.ofNullable(accountEmail));
    }

    Optional<String> loginSelector() {
        return Optional.ofNullable(loginSelector);
    }

    Link link() {
        return new Link(method, userId, email, LinkData.read(data), nextUri);
    }

    String browser() {
        return browser;
    }
}
