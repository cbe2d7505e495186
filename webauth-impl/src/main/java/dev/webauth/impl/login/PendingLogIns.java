package dev.webauth.impl.login;

import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.pending.Pending;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.OwnCookie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.Optional;

/**
 * Log-ins that wait for a further step. The token is in a cookie, so that a pending log-in belongs
 * to one browser. It can be completed once.
 */
@ApplicationScoped
public class PendingLogIns {

    private static final String KIND = "pending log-in";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Inject Pending pending;
    @Inject OwnCookie cookies;

    /** A log-in and the step that it waits for. */
    public record Waiting(Proof proof, String step) {}

    void begin(Proof proof, LoginStep step) {
        Token token = Token.random();
        pending.put(KIND, token.value(), write(proof, step), Optional.of(proof.userId()), LIFETIME);
        cookies.set(
                CurrentRequest.required(), OwnCookie.PENDING, token.value(), Optional.of(LIFETIME));
    }

    /** The pending log-in of this browser. */
    public Optional<Waiting> waiting() {
        return token().flatMap(token -> pending.find(KIND, token)).map(PendingLogIns::read);
    }

    /** Consumes the pending log-in. Exactly one of several concurrent callers gets it. */
    Optional<Waiting> take() {
        return token().flatMap(token -> pending.take(KIND, token)).map(PendingLogIns::read);
    }

    void forget() {
        CurrentRequest request = CurrentRequest.required();
        if (cookies.read(request, OwnCookie.PENDING).isPresent()) {
            cookies.delete(request, OwnCookie.PENDING);
        }
    }

    private Optional<String> token() {
        return CurrentRequest.get()
                .flatMap(request -> cookies.read(request, OwnCookie.PENDING))
                .flatMap(Token::parse)
                .map(Token::value);
    }

    private static String write(Proof proof, LoginStep step) {
        return Json.createObjectBuilder()
                .add("userId", proof.userId())
                .add("epoch", proof.epoch())
                .add("method", proof.method())
                .add("mailboxProved", proof.mailboxProved())
                .add("remember", proof.remember())
                .add("step", step.name())
                .build()
                .toString();
    }

    private static Waiting read(String text) {
        JsonObject json = Json.createReader(new StringReader(text)).readObject();
        Proof proof =
                new Proof(
                        json.getJsonNumber("userId").longValue(),
                        json.getString("epoch"),
                        json.getString("method"),
                        json.getBoolean("mailboxProved"),
                        json.getBoolean("remember"));
        return new Waiting(proof, json.getString("step"));
    }
}
