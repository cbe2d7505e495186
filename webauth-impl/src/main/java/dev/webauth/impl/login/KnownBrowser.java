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
 * Recognizes a browser in which somebody has logged in to an account before, by a long-lived
 * cookie. Wrong passwords from such a browser are counted separately, so that guesses from
 * elsewhere do not lock the owner out. The cookie proves nothing else, and becomes invalid when the
 * account's epoch changes.
 */
@ApplicationScoped
class KnownBrowser {

    private static final String COOKIE = "webauth_known";
    private static final Duration COOKIE_LIFETIME = Duration.ofDays(180);
    private static final String PURPOSE = "known browser";

    @Inject Accounts accounts;
    @Inject OwnCookie cookies;
    @Inject Seal seal;

    /**
     * The cookie's value: a random mark of the browser, and a proof that we issued it for the
     * account.
     */
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
        Token mark = Token.random().shortened();
        String value = mark.value() + "." + proof(account.id(), account.epoch(), mark).value();
        cookies.set(request, COOKIE, value, Optional.of(COOKIE_LIFETIME));
    }

    /** The mark of this browser, if it is a known browser of the account. */
    Optional<String> mark(Credentials account) {
        return CurrentRequest.get()
                .flatMap(request -> cookies.read(request, COOKIE))
                .flatMap(Value::parse)
                .filter(value -> isGenuine(value, account))
                .map(value -> value.mark().digest());
    }

    /** Compares digests, so that the duration of the comparison reveals nothing. */
    private boolean isGenuine(Value value, Credentials account) {
        Token expected = proof(account.userId(), account.epoch(), value.mark());
        return value.proof().digest().equals(expected.digest());
    }

    private Token proof(long userId, String epoch, Token mark) {
        return seal.derive(PURPOSE, userId + ":" + epoch + ":" + mark.value()).shortened();
    }
}
