package dev.webauth.impl.login;

import dev.webauth.impl.crypto.Token;
import dev.webauth.impl.pending.Pending;
import dev.webauth.impl.web.CurrentRequest;
import dev.webauth.impl.web.OwnCookie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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

    /**
     * A log-in and the step that it waits for.
     *
     * @param token identifies it; only its browser has the token
     * @param next the next URI after the step
     */
    public record Waiting(Token token, Proof proof, String step, Optional<String> next) {}

    /** A pending log-in that began in this request, whose cookie the browser does not have yet. */
    private record Begun(Token token) {}

    void begin(Proof proof, LoginStep step, Optional<String> next) {
        Token token = Token.random();
        String text = write(proof, step, next);
        pending.put(KIND, token.value(), text, Optional.of(proof.userId()), LIFETIME);
        CurrentRequest request = CurrentRequest.required();
        cookies.set(request, OwnCookie.PENDING, token.value(), Optional.of(LIFETIME));
        request.forget(Begun.class);
        request.remember(Begun.class, () -> new Begun(token));
    }

    /** The pending log-in of this browser. */
    public Optional<Waiting> waiting() {
        return token().flatMap(
                        token -> pending.find(KIND, token.value()).map(text -> read(token, text)));
    }

    /** Consumes the pending log-in. Exactly one of several concurrent callers gets it. */
    Optional<Waiting> take() {
        return token().flatMap(
                        token -> pending.take(KIND, token.value()).map(text -> read(token, text)));
    }

    void forget() {
        CurrentRequest request = CurrentRequest.required();
        request.forget(Begun.class);
        if (cookies.read(request, OwnCookie.PENDING).isPresent()) {
            cookies.delete(request, OwnCookie.PENDING);
        }
    }

    private Optional<Token> token() {
        return CurrentRequest.get()
                .flatMap(
                        request ->
                                request.recall(Begun.class)
                                        .map(Begun::token)
                                        .or(() -> sent(request)));
    }

    private Optional<Token> sent(CurrentRequest request) {
        return cookies.read(request, OwnCookie.PENDING).flatMap(Token::parse);
    }

    private static String write(Proof proof, LoginStep step, Optional<String> next) {
        JsonObjectBuilder json =
                Json.createObjectBuilder()
                        .add("userId", proof.userId())
                        .add("epoch", proof.epoch())
                        .add("method", proof.method())
                        .add("mailboxProved", proof.mailboxProved())
                        .add("remember", proof.remember())
                        .add("step", step.name());
        next.ifPresent(uri -> json.add("next", uri));
        return json.build().toString();
    }

    private static Waiting read(Token token, String text) {
        JsonObject json = Json.createReader(new StringReader(text)).readObject();
        Proof proof =
                new Proof(
                        json.getJsonNumber("userId").longValue(),
                        json.getString("epoch"),
                        json.getString("method"),
                        json.getBoolean("mailboxProved"),
                        json.getBoolean("remember"));
        return new Waiting(
                token,
                proof,
                json.getString("step"),
                Optional.ofNullable(json.getString("next", null)));
    }
}
