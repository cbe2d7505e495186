package dev.webauth.impl.passkey;

import dev.webauth.Passkey;
import dev.webauth.Passkeys;
import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What the script does in a browser. */
record Passkeyed(TestApplication app, FakeBrowser browser) {

    static Passkeyed in(TestApplication app) {
        return new Passkeyed(app, app.browser());
    }

    /** Somebody whose address the application itself has proved. */
    static Passkeyed confirmed(TestApplication app, String email) {
        return new Passkeyed(app, app.confirmed(email, "correct horse"));
    }

    Answer post(String path, JsonValue body) {
        return browser.post(
                "/auth/passkey/" + path,
                "application/json",
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    JsonObject options(String ceremony) {
        return options(ceremony, JsonValue.EMPTY_JSON_OBJECT);
    }

    JsonObject options(String ceremony, JsonObject body) {
        Answer answer = post(ceremony + "/options", body);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return json(answer);
    }

    static JsonObject json(Answer answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    /** The code of a refusal. */
    static String code(Answer answer) {
        return json(answer).getString("code");
    }

    Answer send(String ceremony, JsonObject credential) {
        return post(ceremony, with(credential).build());
    }

    static JsonObjectBuilder with(JsonObject credential) {
        return Json.createObjectBuilder().add("credential", credential);
    }

    /** Adds the authenticator's passkey to the account that is logged in. */
    Answer add(SoftAuthenticator authenticator) {
        return send("register", authenticator.create(options("register")));
    }

    Answer logIn(SoftAuthenticator authenticator) {
        return send("login", authenticator.get(options("login")));
    }

    List<Passkey> passkeys() {
        return browser.asks(webauth -> app.bean(Passkeys.class).list());
    }

    void calls(Consumer<Passkeys> work) {
        browser.calls(webauth -> work.accept(app.bean(Passkeys.class)));
    }
}
