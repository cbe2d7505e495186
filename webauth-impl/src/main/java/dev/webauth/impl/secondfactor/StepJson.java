package dev.webauth.impl.secondfactor;

import dev.webauth.InvalidInputException;
import dev.webauth.OtpEnrolment;
import dev.webauth.WebAuthException;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;

/** The step page for programs, in JSON. */
@ApplicationScoped
class StepJson {

    @Inject SecondFactorStep step;
    @Inject SecondFactors factors;
    @Inject Enrolments enrolments;
    @Inject RecoveryCodes recoveryCodes;
    @Inject CodeCheck check;
    @Inject FormTokens tokens;
    @Inject Refusals refusals;
    @Inject Origin origin;
    @Inject Transactions transactions;

    boolean isWanted(Exchange exchange) {
        return !exchange.current().wantsHtml()
                && exchange.current()
                        .header("Accept")
                        .filter(accept -> accept.contains("application/json"))
                        .isPresent();
    }

    void get(Exchange exchange) {
        answered(exchange, () -> state(exchange));
    }

    void post(Exchange exchange) {
        answered(
                exchange,
                () -> {
                    tokens.require(exchange);
                    act(exchange, body(exchange));
                });
    }

    private void answered(Exchange exchange, Runnable work) {
        try {
            work.run();
        } catch (WebAuthException e) {
            exchange.answer(refusals.response(e, false));
        }
    }

    private void state(Exchange exchange) {
        SecondFactorStep.Subject subject = step.required();
        long userId = subject.account().id();
        List<SecondFactor> own = transactions.required(() -> factors.of(userId));
        exchange.json(
                200,
                Json.createObjectBuilder()
                        .add("pending", subject.isPending())
                        .add("set_up_required", subject.mustSetUp())
                        .add("factors", array(own.stream().map(SecondFactor::name).toList()))
                        .add(
                                "recovery_codes_left",
                                transactions.required(() -> recoveryCodes.left(userId)))
                        .build());
    }

    private void act(Exchange exchange, JsonObject body) {
        SecondFactorStep.Subject subject = step.required();
        String code = body.getString("code", "");
        if (isTrue(body, "enrol")) {
            OtpEnrolment enrolment = enrolments.begin();
            exchange.json(
                    200,
                    Json.createObjectBuilder()
                            .add("uri", enrolment.uri())
                            .add("secret", enrolment.secret())
                            .add("qr", enrolment.qr())
                            .build());
            return;
        }
        List<String> codes = List.of();
        if (isTrue(body, "activate")) {
            codes = enrolments.finish(code);
        } else {
            check.check(subject, code, isTrue(body, "trust_browser"));
        }
        String next = step.next(subject, exchange.parameter("next"));
        exchange.json(
                200,
                Json.createObjectBuilder()
                        .add("result", "LOGGED_IN")
                        .add("next", origin.path(next))
                        .add("recovery_codes", array(codes))
                        .build());
    }

    private static JsonObject body(Exchange exchange) {
        try {
            return Json.createReader(new StringReader(exchange.body())).readObject();
        } catch (JsonException e) {
            throw new InvalidInputException("json_malformed", "The body must be a JSON object");
        }
    }

    private static boolean isTrue(JsonObject body, String name) {
        return JsonValue.TRUE.equals(body.get(name));
    }

    private static JsonArrayBuilder array(List<String> texts) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        texts.forEach(array::add);
        return array;
    }
}
