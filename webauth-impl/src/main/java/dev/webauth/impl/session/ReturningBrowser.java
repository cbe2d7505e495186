package dev.webauth.impl.session;

import dev.webauth.impl.config.Now;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Finds a log-in by its cookie. The token of a remembered browser is rotated at each use, so that a
 * stolen copy is detected: a token that was replaced more than a minute ago ends the log-in.
 */
@Dependent
class ReturningBrowser {

    private static final Logger LOG = Logger.getLogger("dev.webauth.session");

    /** For how long after the first use of the new token parallel requests may send the old one. */
    private static final Duration ROTATION_GRACE = Duration.ofMinutes(1);

    @Inject WebAuthConfig config;
    @Inject SessionRows rows;
    @Inject LoginCookie cookie;
    @Inject Transactions transactions;
    @Inject Seal seal;
    @Inject Now now;

    Optional<LogIn> find(CurrentRequest request) {
        return cookie.read(request).flatMap(value -> find(request, value));
    }

    /** The token of a remembered browser must be replaced on use, so those are never cached. */
    private Optional<LogIn> find(CurrentRequest request, LoginCookie.Value value) {
        String selector = value.selector().digest();
        String token = value.token().digest();
        return rows.known(
                selector,
                logIn -> !logIn.remembered() && logIn.token().equals(token),
                () -> transactions.required(() -> check(request, value, selector)));
    }

    private Optional<LogIn> check(
            CurrentRequest request, LoginCookie.Value value, String selector) {
        return rows.live(List.of(selector))
                .filter(found -> accepts(request, value, found.row()))
                .map(found -> LogIn.of(found, List.of(selector)));
    }

    /** Ends the log-in of a cookie whose token was replaced before. */
    private boolean accepts(CurrentRequest request, LoginCookie.Value value, SessionRow row) {
        if (row.token().equals(value.token().digest())) {
            current(request, value, row);
            return true;
        }
        if (isPrevious(row, value.token())) {
            repeat(request, value, row);
            return true;
        }
        rows.delete(row.userId(), row.id());
        LOG.warning(
                "The login cookie of user "
                        + row.userId()
                        + " was used after it had been replaced: it may have been stolen, and its"
                        + " log-in was ended");
        return false;
    }

    private void current(CurrentRequest request, LoginCookie.Value value, SessionRow row) {
        if (!row.remembered() || request.isAnswered()) {
            return;
        }
        if (row.tokenSeen().isEmpty()) {
            rows.tokenSeen(row);
        } else if (row.previousToken().isEmpty() || isOver(row.tokenSeen().get())) {
            Token next = next(value.token());
            if (rows.rotate(row, next)) {
                give(request, value.selector(), next);
            }
        }
    }

    private boolean isPrevious(SessionRow row, Token token) {
        return row.previousToken().equals(Optional.of(token.digest()))
                && !row.tokenSeen().map(this::isOver).orElse(false);
    }

    private boolean isOver(Instant seen) {
        return seen.plus(ROTATION_GRACE).isBefore(now.instant());
    }

    /** Sends the same new token again, because the response with it may have been lost. */
    private void repeat(CurrentRequest request, LoginCookie.Value value, SessionRow row) {
        Token next = next(value.token());
        if (next.digest().equals(row.token()) && row.tokenSeen().isEmpty()) {
            give(request, value.selector(), next);
        }
    }

    private Token next(Token token) {
        return seal.derive("login cookie", token.value()).shortened();
    }

    private void give(CurrentRequest request, Token selector, Token token) {
        cookie.give(
                request,
                new LoginCookie.Value(selector, token),
                Optional.of(config.session().remember()));
    }
}
