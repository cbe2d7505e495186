package dev.webauth.impl.web;

import dev.webauth.impl.crypto.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Recognises the browser that asked for a link or set out to a provider, by a cookie that it is
 * given then. Mail scanners and strangers do not have it.
 */
@ApplicationScoped
public class Browser {

    private static final String COOKIE = "webauth_browser";
    private static final Duration LIFE = Duration.ofHours(24);

    @Inject Origin origin;

    /** The digest of this browser's mark, which it is given if need be; null outside a request. */
    public String mark() {
        Optional<CurrentRequest> request = CurrentRequest.get();
        if (request.isEmpty() || request.get().isAnswered()) {
            return null;
        }
        return request.get().remember(Mark.class, () -> mark(request.get())).digest();
    }

    private Mark mark(CurrentRequest request) {
        Token token = request.cookie(COOKIE).flatMap(Token::parse).orElseGet(Token::random);
        request.setCookie(COOKIE, token.value(), origin.path("/"), origin.secure(), LIFE);
        return new Mark(token.digest());
    }

    /** Whether this is the browser with that mark. */
    public boolean is(String digest) {
        return digest != null
                && CurrentRequest.required()
                        .cookie(COOKIE)
                        .flatMap(Token::parse)
                        .map(token -> token.digest().equals(digest))
                        .orElse(false);
    }

    private record Mark(String digest) {}
}
