package dev.webauth.impl.link;

import dev.webauth.InvalidInputException;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.mail.Handover;
import dev.webauth.impl.mail.LinkInMail;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
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

/**
 * Issues one-time links and uses them up; within a transaction. The database's clock expires them.
 */
@ApplicationScoped
public class Links implements Entities {

    /** How long a link may wait in the outbox: its life begins when it is handed over. */
    private static final Duration IN_OUTBOX = Duration.ofHours(25);

    @Inject Database database;
    @Inject Origin origin;
    @Inject Browser browser;

    @Override
    public List<Class<?>> classes() {
        return List.of(LinkRow.class);
    }

    /** Makes a link that works for some time from now. */
    public String issue(Link link, Duration life) {
        if (life.isZero() || life.isNegative()) {
            throw new InvalidInputException("A link must work for some time");
        }
        return issue(link, life, life).url();
    }

    /** Makes a link that is mailed; its life begins when the mail is handed over. */
    public LinkInMail issueForMail(Link link, Duration life) {
        return issue(link, life, life.plus(IN_OUTBOX));
    }

    private LinkInMail issue(Link link, Duration life, Duration atMost) {
        NextUri.check(link.nextUri());
        Token token = Token.random();
        String url = origin.route("/confirm/" + token.value());
        database.insert(
                new LinkRow(token.digest(), link, browser.mark(), database.now().plus(atMost)));
        return new LinkInMail(url, token.digest(), life);
    }

    /** Marks the browser as if it were given a link, where nobody is to see that it is not. */
    public void pretend() {
        browser.mark();
    }

    /** Makes an account's links of some kinds useless. */
    public void cancel(long userId, List<String> methods) {
        database.change(
                "delete from WebAuthLink l where l.userId = :user and l.method in :methods",
                Map.of("user", userId, "methods", methods));
    }

    /** Makes links useless that would give an account another address than it has. */
    public void cancelOtherAddresses(long userId, String method, Optional<String> own) {
        database.change(
                "delete from WebAuthLink l where l.userId = :user and l.method = :method and"
                        + " l.email <> :own",
                Map.of("user", userId, "method", method, "own", own.orElse("")));
    }

    /** What a link would do; empty if it is unknown, used, overtaken or expired. */
    Optional<Found> find(Token token) {
        return database.first(
                        LinkRow.class,
                        "select l from WebAuthLink l where l.digest = :digest and l.expires > :now",
                        Map.of("digest", token.digest(), "now", database.now()))
                .map(row -> new Found(row.link(), row.browser()));
    }

    /** Uses a link up: of all who try, even at the same instant on two nodes, one succeeds. */
    boolean consume(Token token) {
        return database.change(
                        "delete from WebAuthLink l where l.digest = :digest and l.expires > :now",
                        Map.of("digest", token.digest(), "now", database.now()))
                == 1;
    }

    /** Deletes what has expired. */
    public int cleanup() {
        // A parked mail may still be released; the life of its link begins when it is sent.
        return database.changeNatively(
                "delete from webauth_link where d_expires <= current_timestamp and not exists"
                        + " (select 1 from webauth_mail where link_digest = digest)",
                Map.of());
    }

    void handedOver(@Observes Handover mailed) {
        database.change(
                "update WebAuthLink l set l.expires = :expires where l.digest = :digest",
                Map.of("expires", database.now().plus(mailed.life()), "digest", mailed.digest()));
    }

    /** A link and the mark of the browser that asked for it, or null. */
    record Found(Link link, String browser) {}
}
