package dev.webauth.impl.passkey;

import dev.webauth.AccessDeniedException;
import dev.webauth.impl.config.Limit;
import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.pending.Pending;
import dev.webauth.impl.throttle.Throttle;
import dev.webauth.impl.web.Browser;
import dev.webauth.impl.web.ClientIp;
import dev.webauth.impl.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Challenges under way (WebAuthn Level 3, 13.4.3): random, for one ceremony, in the browser that
 * asked for them, once, for 5 minutes. A browser may have several, one for each of its windows.
 */
@ApplicationScoped
class Challenges {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    @Inject Pending pending;
    @Inject Browser browser;
    @Inject Throttle throttle;
    @Inject ClientIp ip;

    /**
     * Begins one.
     *
     * @param userId the account it is for, with whose revocations it ends
     * @param remembered what is told when it is taken
     * @return the challenge, base64url
     */
    String begin(Ceremony ceremony, Optional<Long> userId, Map<String, String> remembered) {
        CurrentRequest.required();
        if (!ip.network().map(from -> throttle.take(Limit.PASSKEY_NETWORK, from)).orElse(true)) {
            throw new AccessDeniedException(
                    "too_many_passkey_requests", "Too many requests; try again in a minute");
        }
        String challenge = Token.random().value();
        pending.put(kind(ceremony), key(challenge), write(remembered), userId, LIFETIME);
        return challenge;
    }

    /**
     * Consumes one: exactly one of several concurrent callers gets it.
     *
     * @throws AccessDeniedException if it is unknown, used, expired, of another ceremony or of
     *     another browser
     */
    JsonObject take(Ceremony ceremony, String challenge) {
        return pending.take(kind(ceremony), key(challenge))
                .map(text -> Json.createReader(new StringReader(text)).readObject())
                .orElseThrow(
                        () ->
                                new AccessDeniedException(
                                        "passkey_expired",
                                        "This took too long, or was done already; please start"
                                                + " again"));
    }

    private static String kind(Ceremony ceremony) {
        return "passkey " + ceremony.id();
    }

    private String key(String challenge) {
        return challenge + " " + browser.mark();
    }

    private static String write(Map<String, String> remembered) {
        return Json.createObjectBuilder(Map.<String, Object>copyOf(remembered)).build().toString();
    }
}
