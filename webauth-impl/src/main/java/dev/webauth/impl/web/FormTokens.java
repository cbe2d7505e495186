package dev.webauth.impl.web;

import dev.webauth.impl.crypto.Seal;
import dev.webauth.impl.crypto.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Tokens in the forms of the library's own pages. A browser may not tell which site sent a form.
 * The token proves that the page was made for this path (with a link also its key) and log-in.
 */
@ApplicationScoped
public class FormTokens {

    static final String FIELD = "form_token";
    private static final String PURPOSE = "form token";

    @Inject Seal seal;
    @Inject Origin origin;

    /** A token for a form that is sent to the URL of its own page. */
    public String token(Exchange exchange) {
        return seal.seal(PURPOSE, subject(exchange));
    }

    /** Whether the request is a form with a valid token. */
    public boolean isValid(Exchange exchange) {
        return exchange.parameter(FIELD)
                .flatMap(token -> seal.open(PURPOSE, token))
                .filter(subject(exchange)::equals)
                .isPresent();
    }

    /**
     * Refuses a form that another web site sent. If the browser names another site, the form is
     * refused even with a token, because anybody can get a token for a link of their own. If the
     * browser does not name the site, the token decides.
     */
    public void require(Exchange exchange) {
        boolean told = origin.source(exchange.current()) == RequestSource.OTHER_SITE;
        if (told || !isValid(exchange)) {
            origin.requireSame();
        }
    }

    private static String subject(Exchange exchange) {
        return String.join("/", exchange.path())
                + " "
                + exchange.current().sessionKey().map(Token::digest).orElse("");
    }
}
