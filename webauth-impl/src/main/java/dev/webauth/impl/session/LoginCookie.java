package dev.webauth.impl.session;

import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.OwnCookie;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that finds a log-in without its HTTP session: on another node, after a restart, or
 * when a remembered browser returns. It contains two secrets. The selector finds the row and stays
 * the same. The token proves that the cookie is genuine and is rotated.
 */
@Dependent
class LoginCookie {

    @Inject OwnCookie cookies;

    /** The cookie's value; the database has the digests of both secrets. */
    record Value(Token selector, Token token) {

        static Value random() {
            return new Value(Token.random().shortened(), Token.random().shortened());
        }

        static Optional<Value> parse(String text) {
            String[] parts = text.split("\\.", -1);
            return parts.length != 2
                    ? Optional.empty()
                    : Token.parse(parts[0])
                            .flatMap(
                                    selector ->
                                            Token.parse(parts[1])
                                                    .map(token -> new Value(selector, token)));
        }

        private String text() {
            return selector.value() + "." + token.value();
        }
    }

    Optional<Value> read(CurrentRequest request) {
        return cookies.read(request, OwnCookie.LOGIN).flatMap(Value::parse);
    }

    /** Sends the cookie to the browser. Without a lifetime it ends with the browser. */
    void give(CurrentRequest request, Value value, Optional<Duration> lifetime) {
        cookies.set(request, OwnCookie.LOGIN, value.text(), lifetime);
    }

    void delete(CurrentRequest request) {
        if (cookies.read(request, OwnCookie.LOGIN).isPresent()) {
            cookies.delete(request, OwnCookie.LOGIN);
        }
    }
}
