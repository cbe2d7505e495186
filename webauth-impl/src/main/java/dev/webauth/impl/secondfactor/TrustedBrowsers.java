package dev.webauth.impl.secondfactor;

import dev.webauth.impl.account.Revoked;
import dev.webauth.impl.config.Now;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.session.BrowserName;
import dev.webauth.impl.store.Database;
import dev.webauth.impl.store.Entities;
import dev.webauth.impl.store.Expiring;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.OwnCookie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Browsers in which a log-in to the account does not need the second factor for 30 days. The
 * browser has a cookie, the database its digest. Every revocation removes them.
 */
@ApplicationScoped
class TrustedBrowsers implements Entities, Expiring {

    /** The maximum for one account; beyond it the oldest are deleted. */
    private static final int MAX_PER_ACCOUNT = 100;

    private static final String COOKIE = "webauth_trusted";
    private static final Duration LIFETIME = Duration.ofDays(30);

    @Inject Database database;
    @Inject Transactions transactions;
    @Inject OwnCookie cookies;
    @Inject ClientIp ip;
    @Inject Now now;

    @Override
    public List<Class<?>> classes() {
        return List.of(TrustedBrowserRow.class);
    }

    /**
     * Trusts this browser. The token is always new: a stranger may know the token that the browser
     * sent.
     */
    void add(long userId) {
        CurrentRequest request = CurrentRequest.required();
        Token token = Token.random();
        TrustedBrowserRow row =
                new TrustedBrowserRow(userId, token.digest(), present(), present().plus(LIFETIME));
        row.cameFrom(ip.text(), BrowserName.of(request.header("User-Agent").orElse("")));
        database.insert(row);
        deleteOldest(userId);
        cookies.set(request, COOKIE, token.value(), Optional.of(LIFETIME));
    }

    private void deleteOldest(long userId) {
        List<TrustedBrowserRow> all = of(userId);
        if (all.size() == MAX_PER_ACCOUNT) {
            database.update(
                    "delete from WebAuthTrusted t where t.userId = :user and t.id < :oldest",
                    Map.of("user", userId, "oldest", all.get(MAX_PER_ACCOUNT - 1).id()));
        }
    }

    /** Whether the account trusts this browser; records the use. */
    boolean isTrusted(long userId) {
        return token().map(token -> isUsed(userId, token)).orElse(false);
    }

    private boolean isUsed(long userId, Token token) {
        return database.update(
                        "update WebAuthTrusted t set t.seen = :now where t.userId = :user and"
                                + " t.digest = :digest and t.expires > :now",
                        Map.of("now", present(), "user", userId, "digest", token.digest()))
                == 1;
    }

    /** Whether the row belongs to this browser. */
    boolean isCurrent(TrustedBrowserRow row) {
        return token().filter(token -> token.digest().equals(row.digest())).isPresent();
    }

    private Optional<Token> token() {
        return CurrentRequest.get()
                .flatMap(request -> cookies.read(request, COOKIE))
                .flatMap(Token::parse);
    }

    /** The newest first. */
    List<TrustedBrowserRow> of(long userId) {
        return database.list(
                TrustedBrowserRow.class,
                "select t from WebAuthTrusted t where t.userId = :user and t.expires > :now order"
                        + " by t.id desc",
                Map.of("user", userId, "now", present()),
                MAX_PER_ACCOUNT);
    }

    boolean delete(long userId, long id) {
        return database.update(
                        "delete from WebAuthTrusted t where t.id = :id and t.userId = :user",
                        Map.of("id", id, "user", userId))
                == 1;
    }

    void deleteAll(long userId) {
        database.update(
                "delete from WebAuthTrusted t where t.userId = :user", Map.of("user", userId));
    }

    void revoked(@Observes Revoked event) {
        deleteAll(event.userId());
    }

    @Override
    public int cleanup() {
        return transactions.requiresNew(
                () ->
                        database.update(
                                "delete from WebAuthTrusted t where t.expires <= :now",
                                Map.of("now", present())));
    }

    private OffsetDateTime present() {
        return now.instant().atOffset(ZoneOffset.UTC);
    }
}
