package dev.webauth.impl.link;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.mail.Handover;
import dev.webauth.impl.mail.LinkInMail;
import dev.webauth.impl.session.Caller;
import dev.webauth.impl.session.Callers;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Expiring;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Browser;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Issues and consumes one-time links, within a transaction. Expiry uses the database's clock. */
@ApplicationScoped
public class Links implements Entities, Expiring {

    private static final String CONFIRM = "/confirm/";

    /** How long a link may wait in the outbox. Its lifetime begins when the mail is handed over. */
    private static final Duration MAX_OUTBOX_WAIT = Duration.ofHours(25);

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject Origin origin;
    @Inject Browser browser;
    @Inject Callers callers;

    @Override
    public List<Class<?>> classes() {
        return List.of(LinkRow.class);
    }

    /**
     * The parts of a request that a link needs, for a link that is issued after the request.
     *
     * @param route the URL prefix of links
     * @param logIn the selector of the requesting log-in, if there is one
     * @param browser the mark of the browser, existing or new
     */
    public record Asker(String route, Optional<String> logIn, String browser) {}

    /** The log-in and the browser of the current request. */
    public Asker asker() {
        return new Asker(
                origin.route(CONFIRM), callers.caller().map(Caller::selector), browser.mark());
    }

    /** Issues a link for the application. Its lifetime begins now. */
    public String issue(Link link, Duration lifetime) {
        if (lifetime.isZero() || lifetime.isNegative()) {
            throw new InvalidInputException(
                    "link_expiry_invalid", "A link must work for some time");
        }
        return issue(link, Optional.empty(), asker(), lifetime, lifetime).url();
    }

    /** Issues an account's link that an operator hands over. It is bound to no browser. */
    public String issueFor(Account account, Link link, Duration lifetime) {
        Asker operator = new Asker(origin.route(CONFIRM), Optional.empty(), null);
        return issue(link, Optional.of(account), operator, lifetime, lifetime).url();
    }

    /**
     * Issues a link that is mailed. Its lifetime begins when the mail is handed over.
     *
     * @param account the current state of the account; the link is refused once its epoch or
     *     address changes
     */
    public LinkInMail issueForMail(Link link, Account account, Asker asker, Duration lifetime) {
        return issue(link, Optional.of(account), asker, lifetime, lifetime.plus(MAX_OUTBOX_WAIT));
    }

    private LinkInMail issue(
            Link link, Optional<Account> account, Asker asker, Duration lifetime, Duration atMost) {
        NextUri.check(link.nextUri());
        Token token = Token.random();
        String url = asker.route() + token.value();
        LinkRow row = new LinkRow(token.digest(), link, database.now().plus(atMost));
        row.askedBy(asker.logIn(), asker.browser());
        account.ifPresent(row::bind);
        database.insert(row);
        return new LinkInMail(url, token.digest(), lifetime);
    }

    /** Sets the browser's cookie even if no link is issued, so that both responses look alike. */
    public void markBrowserAnyway() {
        browser.mark();
    }

    /** Deletes an account's links with these methods, except those for this address. */
    public void cancelOthers(long userId, List<String> methods, String purpose) {
        database.update(
                "delete from WebAuthLink l where l.userId = :user and l.method in :methods and"
                        + " l.purpose <> :purpose",
                Map.of("user", userId, "methods", methods, "purpose", purpose));
    }

    /** The row of a link; empty if it is unknown, used or expired. */
    Optional<LinkRow> find(Token token) {
        return database.first(
                LinkRow.class,
                "select l from WebAuthLink l where l.digest = :digest and l.expires > :now",
                Map.of("digest", token.digest(), "now", database.now()));
    }

    /**
     * Consumes a link. Exactly one of several concurrent callers succeeds, across all nodes. The
     * account's other links for the same purpose are deleted, too.
     */
    boolean consume(Token token, Link link) {
        boolean first =
                database.update(
                                "delete from WebAuthLink l where l.digest = :digest and l.expires >"
                                        + " :now",
                                Map.of("digest", token.digest(), "now", database.now()))
                        == 1;
        if (first && link.userId() != null && link.purpose() != null) {
            database.update(
                    "delete from WebAuthLink l where l.userId = :user and l.method = :method and"
                            + " l.purpose = :purpose",
                    Map.of(
                            "user", link.userId(),
                            "method", link.method(),
                            "purpose", link.purpose()));
        }
        return first;
    }

    void revoked(@Observes Revoked event) {
        if (event.cause().changesEpoch()) {
            database.update(
                    "delete from WebAuthLink l where l.userId = :user",
                    Map.of("user", event.userId()));
        }
    }

    @Override
    public int cleanup() {
        // A parked mail may still be released, and its link becomes valid when the mail is sent.
        return transactions.requiresNew(
                () ->
                        database.updateNative(
                                "delete from webauth_link where d_expires <= current_timestamp and"
                                        + " not exists (select 1 from webauth_mail where link_digest"
                                        + " = digest)",
                                Map.of()));
    }

    void handedOver(@Observes Handover mailed) {
        database.update(
                "update WebAuthLink l set l.expires = :expires where l.digest = :digest",
                Map.of("expires", database.now().plus(mailed.life()), "digest", mailed.digest()));
    }
}
