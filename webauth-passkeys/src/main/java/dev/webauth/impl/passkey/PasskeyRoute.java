package dev.webauth.impl.passkey;

import dev.webauth.InvalidInputException;
import dev.webauth.LoginResult;
import dev.webauth.WebAuthException;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Refusals;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The ceremonies between the script and the server, all of them JSON: {@code POST
 * /auth/passkey/<ceremony>/options} begins one, {@code POST /auth/passkey/<ceremony>} ends it with
 * the authenticator's answer.
 */
@ApplicationScoped
@Route.Name(PasskeyRoute.PREFIX)
class PasskeyRoute implements Route {

    static final String PREFIX = "passkey";
    private static final String OPTIONS = "options";

    @Inject PasskeyLogIn logIn;
    @Inject PasskeyRegistration registration;
    @Inject PasskeySignUp signUp;
    @Inject PasskeyStep step;
    @Inject KnownPasskeys known;
    @Inject LogIns logIns;
    @Inject Origin origin;
    @Inject Refusals refusals;

    @Override
    public boolean serves(List<String> path) {
        boolean begins = path.size() == 3 && path.get(2).equals(OPTIONS);
        return (path.size() == 2 || begins)
                && path.get(0).equals(PREFIX)
                && (Ceremony.of(path.get(1)).isPresent()
                        || path.equals(List.of(PREFIX, KnownPasskeys.PATH)));
    }

    @Override
    public void post(Exchange exchange) {
        try {
            origin.requireSame();
            exchange.json(200, answer(exchange.path(), body(exchange)));
        } catch (WebAuthException e) {
            refuse(exchange, e);
        }
    }

    /** A script cannot be redirected: it is told where the caller proves again who they are. */
    private void refuse(Exchange exchange, WebAuthException refusal) {
        Optional<URI> proving = refusals.provingPage(refusal);
        if (proving.isPresent()) {
            exchange.json(
                    403,
                    Json.createObjectBuilder()
                            .add("code", refusal.code())
                            .add("detail", refusal.getMessage())
                            .add("location", proving.get().toString())
                            .build());
        } else {
            exchange.answer(refusals.response(refusal, false));
        }
    }

    /** A form, or text, can be sent by a page of another site without asking; JSON cannot. */
    private static JsonObject body(Exchange exchange) {
        return exchange.current()
                .header("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .flatMap(type -> Response.object(exchange.body()))
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        "json_expected", "Send a JSON object (application/json)"));
    }

    private JsonObject answer(List<String> path, JsonObject body) {
        if (path.get(1).equals(KnownPasskeys.PATH)) {
            return known.ofCaller();
        }
        Ceremony ceremony = Ceremony.of(path.get(1)).orElseThrow();
        return path.size() == 3 ? begin(ceremony, body) : end(ceremony, body);
    }

    private JsonObject begin(Ceremony ceremony, JsonObject body) {
        return switch (ceremony) {
            case REGISTER -> registration.options();
            case OFFER -> registration.offer().orElse(JsonValue.EMPTY_JSON_OBJECT);
            case SIGN_UP -> signUp.options(text(body, "email").orElse(""));
            case LOGIN -> logIn.options();
            case REAUTHENTICATE -> logIn.reauthenticationOptions();
            case SECOND_FACTOR -> step.options();
            case ENROL -> step.enrolmentOptions();
        };
    }

    private JsonObject end(Ceremony ceremony, JsonObject body) {
        JsonValue credential = body.get("credential");
        if (credential == null || credential.getValueType() != JsonValue.ValueType.OBJECT) {
            throw Response.malformed();
        }
        Response response = new Response(credential.asJsonObject());
        return switch (ceremony) {
            case REGISTER -> added(registration.register(text(body, "name").orElse(""), response));
            case OFFER -> added(registration.acceptOffer(response));
            case SIGN_UP -> goTo(signUp.signUp(response, text(body, "next").orElse(null)));
            case LOGIN -> loggedIn(logIn.logIn(response, body.getBoolean("remember", false)));
            case REAUTHENTICATE -> {
                logIn.reauthenticate(response);
                yield JsonValue.EMPTY_JSON_OBJECT;
            }
            case SECOND_FACTOR ->
                    passed(
                            step.pass(
                                    response, body.getBoolean("trust", false), text(body, "next")));
            case ENROL -> passed(step.enrol(response, text(body, "next")));
        };
    }

    private static Optional<String> text(JsonObject body, String name) {
        return body.get(name) instanceof JsonString text
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static JsonObject added(PasskeyRow row) {
        return Json.createObjectBuilder()
                .add("id", row.publicId())
                .add("name", row.shown().name())
                .build();
    }

    private JsonObject loggedIn(LoginResult result) {
        return Json.createObjectBuilder()
                .add("result", result.name())
                .add("next", origin.path(logIns.stepPage().orElseGet(logIns::next)))
                .build();
    }

    private static JsonObject passed(PasskeyStep.Passed passed) {
        return Json.createObjectBuilder()
                .add("next", passed.next())
                .add("recoveryCodes", Json.createArrayBuilder(passed.recoveryCodes()))
                .build();
    }

    private JsonObject goTo(String next) {
        return Json.createObjectBuilder().add("next", origin.path(next)).build();
    }
}
