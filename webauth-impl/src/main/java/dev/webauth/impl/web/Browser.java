package dev.webauth.impl.web;

import dev.webauth.impl.crypto.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Recognizes the browser that requested a link, by a cookie that it got at the request. A mail
 * scanner or a stranger's browser does not have the cookie.
 */
@ApplicationScoped
public class Browser {

    private static final String COOKIE = "webauth_browser";
    private static final Duration COOKIE_LIFETIME = Duration.ofHours(24);

    @Inject OwnCookie cookies;

    /**
     * The digest of this browser's mark; sets the cookie if it is missing. Null outside a request.
     */
    public String mark() {
        Optional<CurrentRequest> request = CurrentRequest.get();
        if (request.isEmpty() || request.get().isAnswered()) {
            return null;
        }
        return request.get().remember(Mark.class, () -> mark(request.get())).digest();
    }

    private Mark mark(CurrentRequest request) {
        Token token = sent(request).orElseGet(Token::random);
        cookies.set(request, COOKIE, token.value(), Optional.of(COOKIE_LIFETIME));
        return new Mark(token.digest());
    }

    /** Whether this browser has the mark with this digest. */
    public boolean is(String digest) {
        return digest != null
                && sent(CurrentRequest.required())
                        .map(token -> token.digest().equals(digest))
                        .orElse(false);
    }

    private Optional<Token> sent(CurrentRequest request) {
        return cookies.read(request, COOKIE).flatMap(Token::parse);
    }

    private record Mark(String digest) {}
}
