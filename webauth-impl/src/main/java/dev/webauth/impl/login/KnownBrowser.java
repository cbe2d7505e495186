package dev.webauth.impl.login;

import dev.webauth.event.LoggedIn;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.account.Accounts;
import dev.webauth.impl.account.Credentials;
import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.OwnCookie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Knows a browser again in which somebody has logged in to an account before, by a cookie that
 * outlives the log-in. Its wrong passwords are counted apart, so that guesses elsewhere do not lock
 * the owner out. The cookie proves nothing else, and is worthless as soon as the account's epoch
 * changes.
 */
@ApplicationScoped
class KnownBrowser {

    private static final String COOKIE = "webauth_known";
    private static final Duration COOKIE_LIFETIME = Duration.ofDays(180);
    private static final String PURPOSE = "known browser";

    @Inject Accounts accounts;
    @Inject OwnCookie cookies;
    @Inject Seal seal;

    /** The cookie: a random mark of the browser, and the proof that we gave it for the account. */
    private record Value(Token mark, Token proof) {

        static Optional<Value> parse(String text) {
            String[] parts = text.split("\\.", -1);
            return parts.length != 2
                    ? Optional.empty()
                    : Token.parse(parts[0])
                            .flatMap(mark -> Token.parse(parts[1]).map(p -> new Value(mark, p)));
        }
    }

    void loggedIn(@Observes LoggedIn event) {
        Optional<CurrentRequest> request = CurrentRequest.get();
        if (request.isPresent()) {
            accounts.byId(event.userId()).ifPresent(account -> give(request.get(), account));
        }
    }

    private void give(CurrentRequest request, Account account) {
        Token mark = Token.random();
        String value = mark.value() + "." + proof(account.id(), account.epoch(), mark).value();
        cookies.set(request, COOKIE, value, Optional.of(COOKIE_LIFETIME));
    }

    /** The mark of this browser, if it is one that the account knows. */
    Optional<String> mark(Credentials account) {
        return CurrentRequest.get()
                .flatMap(request -> cookies.read(request, COOKIE))
                .flatMap(Value::parse)
                .filter(value -> isGenuine(value, account))
                .map(value -> value.mark().digest());
    }

    /** Digests are compared, so that the time of the comparison tells nothing. */
    private boolean isGenuine(Value value, Credentials account) {
        Token expected = proof(account.userId(), account.epoch(), value.mark());
        return value.proof().digest().equals(expected.digest());
    }

    private Token proof(long userId, String epoch, Token mark) {
        return seal.derive(PURPOSE, userId + ":" + epoch + ":" + mark.value());
    }
}
