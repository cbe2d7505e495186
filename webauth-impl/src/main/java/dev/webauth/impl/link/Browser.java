package dev.webauth.impl.link;

import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Recognises the browser that asked for a link, by a cookie that it is given when it asks. Mail
 * scanners and strangers do not have it.
 */
@ApplicationScoped
class Browser {

    private static final String COOKIE = "webauth_browser";
    private static final Duration LIFE = Duration.ofHours(24);

    @Inject Origin origin;

    /** The digest of this browser's mark, which it is given if need be; null outside a request. */
    String mark() {
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
    boolean is(String digest) {
        return digest != null
                && CurrentRequest.required()
                        .cookie(COOKIE)
                        .flatMap(Token::parse)
                        .map(token -> token.digest().equals(digest))
                        .orElse(false);
    }

    private record Mark(String digest) {}
}
